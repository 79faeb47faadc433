import { errorCode, errorMessage } from '@fluxstudio/plugin-protocol/errors';
import { HttpError } from '../http-error.ts';
import type { FetchLimits } from './limits.ts';

/** Where a request goes: the first time, or after so many redirects. */
export interface Hop {
  readonly url: URL;
  readonly redirects: number;
}

/** A hop in words for the plugin: its origin only, since a path can carry secrets of somebody else. */
export function describeHop({ url, redirects }: Hop): string {
  const place = url.protocol === 'http:' || url.protocol === 'https:' ? url.origin : url.protocol;
  return redirects === 0 ? place : `${place} (redirect ${redirects})`;
}

/** The hop is not one that this plugin may make. Before the first request that is a denial; later there has been one. */
export function refused(hop: Hop, words: string): HttpError {
  const message = `network.fetch: ${describeHop(hop)} ${words}`;
  return hop.redirects === 0
    ? new HttpError(403, 'PERMISSION_DENIED', message)
    : new HttpError(502, 'NETWORK_ERROR', message);
}

export function networkError(hop: Hop, words: string, cause?: unknown): HttpError {
  return new HttpError(502, 'NETWORK_ERROR', `network.fetch: ${describeHop(hop)} ${words}`, { cause });
}

export function overLimit(
  status: 413 | 502,
  limit: keyof FetchLimits,
  limits: FetchLimits,
  words: string,
): HttpError {
  const value = limits[limit];
  return new HttpError(status, 'LIMIT_EXCEEDED', `network.fetch: ${words} ${value} bytes (${limit})`, {
    data: { limit, value },
  });
}

export function tooSlow(
  limit: 'headMs' | 'idleMs' | 'totalMs',
  limits: FetchLimits,
  words: string,
): HttpError {
  const value = limits[limit];
  return new HttpError(504, 'DEADLINE_EXCEEDED', `network.fetch: ${words} within ${value / 1000} s`, {
    data: { limit, value },
  });
}

/** Nobody waits for the answer any more. */
export function cancelled(): HttpError {
  return new HttpError(400, 'ABORTED', 'network.fetch: the request was cancelled');
}

/**
 * What Node says of a failed request, in words for the plugin. Node's own name addresses, so they are kept as the cause, for
 * the log.
 */
export function toFailure(error: unknown, hop: Hop, limits: FetchLimits): HttpError {
  if (error instanceof HttpError) return error;
  const code = errorCode(error) ?? '';
  if (code === 'HPE_HEADER_OVERFLOW')
    return overLimit(502, 'responseHeadBytes', limits, `the headers of ${describeHop(hop)} are larger than`);
  return networkError(hop, wordsFor(code, errorMessage(error)), error);
}

function wordsFor(code: string, message: string): string {
  if (/^(?:ENOTFOUND|ENODATA|EAI_|ESERVFAIL)/.test(code)) return 'has a name that cannot be resolved';
  if (/^(?:ECONNREFUSED|EHOST|ENET|ETIMEDOUT|EADDR|EACCES)/.test(code)) return 'cannot be reached';
  if (/^(?:ECONNRESET|EPIPE)/.test(code)) return 'broke off the connection';
  if (code.startsWith('HPE_')) return 'did not answer in HTTP';
  if (/^(?:Z_|ERR__ERROR|ERR_BROTLI|ERR_PADDING)/.test(code) || /^Decompression/.test(message))
    return 'sent a body that cannot be decoded';
  if (/CERT|UNABLE_TO|ERR_TLS|CRL|HOSTNAME/.test(code)) return `has no valid certificate (${code})`;
  if (/^(?:ERR_SSL|EPROTO)/.test(code)) return 'does not speak TLS as this server does';
  return 'did not complete the answer';
}
