import { HttpError, tooLarge } from './http-error.ts';
import { type Json, parseSafeJson } from './json-safety.ts';
import { LIMITS } from './limits.ts';
import { header, type PluginRequest } from './request.ts';

/**
 * The JSON body of a request, or `undefined` where it has none. Takes what an earlier middleware parsed, and applies the same
 * checks to it.
 *
 * @throws HttpError 400 malformed, 408 too slow, 413 too large, 415 not JSON, 422 unsafe to store
 */
export async function readJsonBody(request: PluginRequest): Promise<Json | undefined> {
  const declared = Number(header(request, 'content-length') ?? 0);
  if (declared > LIMITS.bodyBytes) throw tooLarge('The body', LIMITS.bodyBytes);

  let body = request.body;
  if (body === undefined && request.readBody) body = await request.readBody(LIMITS.bodyBytes);
  if (body === undefined || isEmpty(body)) return undefined;

  requireJson(request);
  if (body instanceof Uint8Array || typeof body === 'string') body = parseText(body);
  return parseSafeJson(body);
}

function isEmpty(body: unknown): boolean {
  return (typeof body === 'string' || body instanceof Uint8Array) && body.length === 0;
}

function requireJson(request: PluginRequest): void {
  const type = header(request, 'content-type');
  // A form cannot send JSON types, so this also keeps other sites' forms out.
  if (type !== undefined && !/^\s*application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i.test(type)) {
    throw new HttpError(415, 'UNSUPPORTED_MEDIA_TYPE', 'Send the body as application/json');
  }
  const encoding = header(request, 'content-encoding');
  // A parser before this one has undone it.
  const unread = request.body === undefined;
  if (unread && encoding !== undefined && encoding.toLowerCase() !== 'identity') {
    throw new HttpError(415, 'UNSUPPORTED_MEDIA_TYPE', 'Send the body without a content encoding');
  }
}

function parseText(body: Uint8Array | string): unknown {
  const size = typeof body === 'string' ? Buffer.byteLength(body) : body.length;
  if (size > LIMITS.bodyBytes) throw tooLarge('The body', LIMITS.bodyBytes);
  try {
    return JSON.parse(typeof body === 'string' ? body : decodeUtf8(body));
  } catch (error) {
    if (error instanceof HttpError) throw error;
    throw new HttpError(400, 'INVALID_JSON', 'The body is not valid JSON', { cause: error });
  }
}

function decodeUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw new HttpError(400, 'INVALID_JSON', 'The body is not valid UTF-8', { cause: error });
  }
}
