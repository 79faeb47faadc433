/**
 * What the core reads of a request. Shells make it from what their framework has; tests write it by hand.
 *
 * @example
 * await server.handle({ method: 'POST', path: '/install', body: { manifest } });
 */
export interface PluginRequest {
  readonly method: string;
  /** Below the mount and still percent-encoded: `/color-palette/settings`. May carry a query. */
  readonly path: string;
  /** Parameters after `?`, when `path` does not carry them. */
  readonly query?: URLSearchParams;
  /** Names in lower case. Node's `req.headers` fits. */
  readonly headers?: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** A `Uint8Array` or a string is JSON still to be parsed; anything else is a value another middleware has parsed. */
  readonly body?: unknown;
  /** Reads a body that nobody has read. Called at most once, and only by routes that need one. */
  readonly readBody?: (limit: number) => Promise<Uint8Array>;
  /** Aborted when the caller has gone away: work that only it wanted can end. */
  readonly signal?: AbortSignal;
  /** The framework's own request, for `authenticate`. */
  readonly native?: unknown;
}

/** First value of a header. */
export function header(request: PluginRequest, name: string): string | undefined {
  const value = request.headers?.[name];
  return typeof value === 'string' ? value : value?.[0];
}

/** Path and parameters, wherever the caller put them. */
export function location({ path, query }: PluginRequest): { path: string; query: URLSearchParams } {
  const mark = path.indexOf('?');
  if (mark < 0) return { path, query: query ?? new URLSearchParams() };
  return { path: path.slice(0, mark), query: query ?? new URLSearchParams(path.slice(mark + 1)) };
}
