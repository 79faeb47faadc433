import type { IncomingMessage } from 'node:http';
import { createAddressRule } from './address.ts';
import { openBody } from './body.ts';
import { beginExchange, type Exchange } from './exchange.ts';
import { describeHop, networkError, overLimit, toFailure } from './failure.ts';
import { createAddressGuard, type ResolveHost, resolveHost } from './guarded-lookup.ts';
import { allowedHeaders, responseHeaders } from './headers.ts';
import { type FetchLimits, parseLimits } from './limits.ts';
import { redirectOf, type Step } from './redirect.ts';
import { send } from './send.ts';
import { checkTarget } from './target.ts';
import type { OutboundRequest, UpstreamHead } from './wire.ts';

/**
 * Options of {@link createMediatedFetch}.
 *
 * @example
 * const options: MediatedFetchOptions = { allowPrivate: ['10.1.2.0/24'], limits: { responseBytes: 1_000_000 } };
 */
export interface MediatedFetchOptions {
  /** Addresses and CIDR ranges that plugins may reach although they are not public. Default: none. */
  allowPrivate?: readonly string[];
  limits?: Partial<FetchLimits>;
  /** Sent unless the plugin sets its own: some APIs want to know who calls. */
  userAgent?: string;
  /** Certificates to trust in place of Node's, in PEM. */
  ca?: string | readonly string[];
  /** Default: the system's resolver. */
  resolve?: ResolveHost;
}

/** An answer of an upstream. */
export interface UpstreamResponse {
  readonly head: UpstreamHead;
  /**
   * The decoded bytes, once. To be read to its end or returned, or else the connection stays until `totalMs` is over. `next()` rejects
   * with an `HttpError` when the upstream breaks off, is too slow or sends too much.
   */
  readonly body: AsyncIterable<Uint8Array>;
}

/**
 * Sends a plugin's request to one of `hosts`, the host patterns of its manifest.
 *
 * @throws HttpError `PERMISSION_DENIED` 403, `LIMIT_EXCEEDED` 413 or 502, `NETWORK_ERROR` 502, `DEADLINE_EXCEEDED` 504, `ABORTED` 400
 */
export type MediatedFetch = (
  request: OutboundRequest,
  hosts: readonly string[],
  signal?: AbortSignal,
) => Promise<UpstreamResponse>;

/**
 * HTTP for plugins, which must not become a way into the server's own network. Every hop, redirects too, must be http or https, be named
 * by the manifest, and have public addresses only; the connection goes to just those addresses. There are no cookies, no credentials
 * of the server, no proxy of its environment and no shared connections.
 *
 * @throws PluginError `INVALID_ARGUMENT` for an entry of `allowPrivate` that is no address, or a limit that is no number
 *
 * @example
 * const fetchFor = createMediatedFetch();
 * const { head, body } = await fetchFor(parseFetchRequest(bytes), ['api.example.com'], request.signal);
 */
export function createMediatedFetch(options: MediatedFetchOptions = {}): MediatedFetch {
  const { allowPrivate = [], userAgent = 'fluxstudio-plugin-server', ca, resolve = resolveHost } = options;
  const limits = parseLimits(options.limits);
  const guard = createAddressGuard({ isAllowed: createAddressRule(allowPrivate), resolve });

  async function take(step: Step, exchange: Exchange): Promise<IncomingMessage> {
    const words = `${describeHop(step)} did not answer`;
    return exchange.within('headMs', words, async () => {
      const lookup = await guard(step);
      const { signal } = exchange;
      return send(step, { lookup, signal, responseHeadBytes: limits.responseHeadBytes, userAgent, ca });
    });
  }

  return async ({ url, method, headers, body }, hosts, signal) => {
    if (body.length > limits.requestBytes)
      throw overLimit(413, 'requestBytes', limits, 'the body of the request is larger than');
    const exchange = beginExchange(signal, limits);
    let step: Step = { url, method, headers: allowedHeaders(headers), body, redirects: 0 };
    try {
      for (;;) {
        checkTarget(step, hosts);
        const response = await take(step, exchange);
        const next = redirectOf(step, statusOf(response, step), response.headers.location);
        if (!next) return answer(response, step, exchange, limits);
        response.destroy();
        if (next.redirects > limits.redirects)
          throw networkError(step, `redirects more than ${limits.redirects} times`);
        step = next;
      }
    } catch (error) {
      const failure = exchange.signal.aborted ? exchange.signal.reason : toFailure(error, step, limits);
      exchange.end(failure);
      throw failure;
    }
  };
}

function answer(
  response: IncomingMessage,
  step: Step,
  exchange: Exchange,
  limits: FetchLimits,
): UpstreamResponse {
  const { isDecoded, chunks } = openBody(response, step.method, step, exchange, limits);
  const { href } = step.url;
  const head: UpstreamHead = {
    status: statusOf(response, step),
    statusText: response.statusMessage ?? '',
    headers: responseHeaders(response.rawHeaders, isDecoded),
    url: href.replace(/#.*$/, ''),
  };
  return { head, body: chunks };
}

/** What `Response` of the Web platform can have. */
function statusOf({ statusCode = 0 }: IncomingMessage, step: Step): number {
  if (statusCode < 200 || statusCode > 599)
    throw networkError(step, 'answered with a status that HTTP has not');
  return statusCode;
}
