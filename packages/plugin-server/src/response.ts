import { createHash } from 'node:crypto';

/**
 * What the core answers. Header names are in lower case.
 *
 * @example
 * const { status, headers, body } = await server.handle(request);
 * res.writeHead(status, headers).end(body);
 */
export interface PluginResponse {
  status: number;
  headers: Record<string, string>;
  /** Absent for `HEAD` and 304. */
  body?: string | Uint8Array;
}

/** A JSON answer. It speaks of one user, so no cache may keep it. */
export function json(
  status: number,
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
): PluginResponse {
  return {
    status,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      ...headers,
    },
    body: JSON.stringify(value),
  };
}

/** A strong ETag of some content. */
export function etagOf(...parts: string[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return `"${hash.digest('base64url')}"`;
}

/** The answer itself, or 304 without a body when the caller already has it. */
export function unlessMatched(response: PluginResponse, ifNoneMatch: string | undefined): PluginResponse {
  const { etag } = response.headers;
  if (!etag || !ifNoneMatch) return response;
  const known = ifNoneMatch.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  if (!known.includes(etag) && !known.includes('*')) return response;
  const { 'content-type': _type, ...headers } = response.headers;
  return { status: 304, headers };
}

/** The same answer without its body, as `HEAD` wants it. */
export function withoutBody(response: PluginResponse): PluginResponse {
  if (response.body === undefined) return response;
  const length = String(Buffer.byteLength(response.body));
  return { status: response.status, headers: { ...response.headers, 'content-length': length } };
}
