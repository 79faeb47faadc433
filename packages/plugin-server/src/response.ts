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
  /**
   * Absent for `HEAD` and 304. Chunks are sent as they come; the iterator is returned when the caller goes away, and when it throws the
   * connection is cut, so that nobody takes half a body for a whole one.
   */
  body?: string | Uint8Array | AsyncIterable<Uint8Array>;
}

/** A JSON answer. It speaks of one user, so no cache may keep it. */
export function json(
  status: number,
  value: unknown,
  headers?: Readonly<Record<string, string>>,
): PluginResponse {
  return jsonText(status, JSON.stringify(value), headers);
}

/** A JSON answer that is written already. */
export function jsonText(
  status: number,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): PluginResponse {
  return {
    status,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      ...('etag' in headers ? KEPT_BY_CALLER : { 'cache-control': 'no-store' }),
      'x-content-type-options': 'nosniff',
      ...headers,
    },
    body,
  };
}

// A browser may keep it and ask each time whether it is still so; nobody on the way may.
const KEPT_BY_CALLER = { 'cache-control': 'private, no-cache', vary: 'authorization, cookie' } as const;

/** A strong ETag of some content. */
export function etagOf(...parts: string[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return `"${hash.digest('base64url')}"`;
}

/** The answer itself, or 304 without a body when the caller already has it. */
export function unlessMatched(response: PluginResponse, ifNoneMatch: string | undefined): PluginResponse {
  const { etag } = response.headers;
  if (!etag || !ifNoneMatch || !isMatched(etag, ifNoneMatch)) return response;
  const { 'content-type': _type, ...headers } = response.headers;
  return { status: 304, headers };
}

/** 304 for an answer of {@link jsonText} with this ETag. */
export function notModified(etag: string): PluginResponse {
  return { status: 304, headers: { ...KEPT_BY_CALLER, 'x-content-type-options': 'nosniff', etag } };
}

/** Whether one of the tags of an `If-None-Match` or `If-Match` is this one. A proxy that compresses makes weak ones of them. */
export function isMatched(etag: string, tags: string): boolean {
  return tags.split(',').some((tag) => {
    const name = tag.trim().replace(/^W\//, '');
    return name === etag || name === '*';
  });
}

/** The same answer without its body, as `HEAD` wants it. */
export async function withoutBody({ status, headers, body }: PluginResponse): Promise<PluginResponse> {
  if (body === undefined) return { status, headers };
  if (isStream(body)) {
    await body[Symbol.asyncIterator]().return?.();
    return { status, headers };
  }
  return { status, headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) } };
}

/** Whether a body comes in chunks. */
export function isStream(body: PluginResponse['body']): body is AsyncIterable<Uint8Array> {
  return typeof body === 'object' && Symbol.asyncIterator in body;
}
