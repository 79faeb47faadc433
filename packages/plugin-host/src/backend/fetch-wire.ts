import { errorMessage, PluginError } from '@fluxstudio/plugin-protocol/errors';
import * as v from 'valibot';
import type { PluginRequest } from '../services.ts';
import { failureOf } from './http-failure.ts';

/** Where the head of an upstream answer stands in the answer of the back end. */
const RESPONSE_HEADER = 'X-Plugin-Response';

/** Statuses whose `Response` must not have a body. */
const BODILESS: readonly number[] = [204, 205, 304];

const responseHead = v.object({
  status: v.pipe(v.number(), v.integer(), v.minValue(200), v.maxValue(599)),
  statusText: v.string(),
  headers: v.array(v.tuple([v.string(), v.string()])),
  url: v.string(),
});

/**
 * The wire of `POST {baseUrl}/:id/fetch`, by which the back end sends a plugin's HTTP request.
 *
 * Request: `Content-Type: application/octet-stream`. The first line of the body is JSON, `{"url", "method", "headers": [[name, value], …]}`,
 * and ends with one line feed, which JSON does not contain. What follows are the bytes of the upstream request's body, perhaps
 * none. The head is not in a header because URL and headers of a plugin can be longer than servers take there.
 *
 * Answer, whatever the upstream status: 200, `X-Plugin-Response: {"status", "statusText", "headers": [[name, value], …], "url"}` as JSON in
 * ASCII (anything else escaped as `\uXXXX`), `url` being that after redirects, and the bytes of the upstream body, decoded, as they
 * come. The back end cancels the upstream request when the connection is closed, and closes the connection without ending the body
 * when the upstream breaks off. For an API on another origin the app names the header in `Access-Control-Expose-Headers`.
 *
 * Failure: an error status without that header and the usual JSON, `{"error", "code"}`. The codes `PERMISSION_DENIED`, `NETWORK_ERROR`,
 * `LIMIT_EXCEEDED`, `QUOTA_EXCEEDED` and `DEADLINE_EXCEEDED` reach the plugin with their words. 404 and 405 reach it as `NOT_SUPPORTED`, 429 as
 * `LIMIT_EXCEEDED` and 503 as `NETWORK_ERROR`, the last two with the seconds of `Retry-After` as `data.retryAfter`.
 */
export function encodeRequest({ url, method, headers, body }: PluginRequest): RequestInit {
  const head = `${JSON.stringify({ url, method, headers })}\n`;
  return {
    method: 'POST',
    headers: { 'Content-Type': 'application/octet-stream' },
    body: new Blob(body ? [head, body] : [head]),
  };
}

/**
 * The upstream answer; its body is still to come.
 *
 * @throws PluginError `HTTP_ERROR` for an answer that is not of this wire
 */
export function decodeResponse(answer: Response): Response {
  const head = v.safeParse(responseHead, parseJson(answer.headers.get(RESPONSE_HEADER)));
  if (!head.success)
    throw new PluginError(
      'HTTP_ERROR',
      `The server's answer has no ${RESPONSE_HEADER} header: is it plugin-server?`,
    );
  const { url, ...init } = head.output;
  const response = new Response(BODILESS.includes(init.status) ? null : answer.body, init);
  return Object.defineProperty(response, 'url', { value: url });
}

/** Makes an error that is for the plugin of one that is for the app. */
export function decodeRefusal(error: unknown): never {
  const failure = failureOf(error);
  if (!failure) throw error;
  const { status, code, retryAfter } = failure;
  const words = errorMessage(error);
  const data = retryAfter === undefined ? undefined : { retryAfter };
  // A server that never heard of the route answers alike.
  if (status === 404 || status === 405)
    throw new PluginError(
      'NOT_SUPPORTED',
      `network.fetch: the server sends no requests for this plugin. Either it is not installed there any more, or the server has no route POST /:id/fetch (it answered ${status}: ${words})`,
      { cause: error },
    );
  if (status === 429) throw new PluginError('LIMIT_EXCEEDED', words, { cause: error, data });
  if (code === undefined) throw error;
  // Of the server's own troubles the plugin needs to know when to come back.
  throw new PluginError(status === 503 ? 'NETWORK_ERROR' : code, words, { cause: error, data });
}

function parseJson(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}
