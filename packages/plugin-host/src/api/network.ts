import type { NetworkRequest, NetworkResponseHead, network } from '@fluxstudio/plugin-protocol/api/network';
import type { HostSide } from '@fluxstudio/plugin-protocol/contract';
import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import type { SandboxLimits } from '../limits/limits.ts';
import type { NetworkService, PluginRequest } from '../services.ts';
import { offered } from './bind-service.ts';
import { isForPlugin, networkError } from './network-error.ts';
import { beginExchange, type Exchange } from './network-exchange.ts';
import { requestHeaders, responseHeaders } from './network-headers.ts';
import type { PluginScope } from './plugin-scope.ts';

type NetworkLimits = Pick<SandboxLimits, 'requestsInFlight' | 'responseBytes' | 'requestDuration'>;

/** As every browser has them: they open tunnels, or send back what the client did not know it sent. */
const FORBIDDEN_METHODS: readonly string[] = ['CONNECT', 'TRACE', 'TRACK'];

/** `api.network` of one plugin. The gate has checked the host; redirects are for the service to check. */
export function bindNetwork(
  service: NetworkService | undefined,
  scope: PluginScope,
  limits: NetworkLimits,
): HostSide<typeof network> {
  const hosts = scope.manifest.network?.hosts ?? [];
  let underWay = 0;

  function begin(signal: AbortSignal | undefined): Exchange {
    if (underWay >= limits.requestsInFlight)
      throw overLimit('requestsInFlight', limits, 'requests are already under way');
    underWay++;
    return beginExchange(scope, signal, limits, () => underWay--);
  }

  return {
    async fetch({ signal, ...given }) {
      const send = offered<NetworkService['fetch']>(service, 'fetch', 'network.fetch');
      const request = checkRequest(given);
      const exchange = begin(signal);
      const explain = (error: unknown): PluginError => {
        // The plugin is told less than the app wants to know.
        if (!exchange.failure() && !isForPlugin(error)) scope.onError(error);
        return networkError(error, request.url);
      };
      try {
        const response = await answerOf(send.call(service, request, hosts, exchange.call), exchange);
        const stream = toStream(response, exchange, limits, explain);
        checkResponse(response, request, limits);
        return stream;
      } catch (error) {
        exchange.fail(explain(error));
        throw exchange.failure();
      }
    },
  };
}

/** @throws PluginError `INVALID_ARGUMENT` */
function checkRequest({ method, headers, ...rest }: Omit<NetworkRequest, 'signal'>): PluginRequest {
  if (FORBIDDEN_METHODS.includes(method))
    throw new PluginError('INVALID_ARGUMENT', `network.fetch: the method ${method} is not allowed`);
  return { ...rest, method, headers: requestHeaders(headers) };
}

/** @throws PluginError `LIMIT_EXCEEDED` `NETWORK_ERROR` */
function checkResponse(
  { status, headers, body }: Response,
  { method }: PluginRequest,
  limits: NetworkLimits,
): void {
  // A redirect or an answer that the platform hides: there is nothing to be told of it.
  if (status < 200) throw new TypeError('The answer cannot be read');
  // The length that a HEAD tells is not that of its own answer.
  if (body && method !== 'HEAD' && Number(headers.get('Content-Length')) > limits.responseBytes)
    throw tooLarge(limits);
}

/** The service's answer, or the failure of the exchange without waiting for a service that does not listen to signals. */
function answerOf(answer: Promise<Response>, exchange: Exchange): Promise<Response> {
  return new Promise((resolve, reject) => {
    exchange.onFailed(reject);
    answer.then((response) => {
      const failure = exchange.failure();
      if (failure) response.body?.cancel(failure).catch(() => undefined);
      else resolve(response);
    }, reject);
  });
}

/** Head and body as one stream that reads no further ahead than the plugin does. */
function toStream(
  { status, statusText, headers, url, body }: Response,
  exchange: Exchange,
  limits: NetworkLimits,
  explain: (error: unknown) => PluginError,
): ReadableStream<NetworkResponseHead | Uint8Array> {
  const reader = body?.getReader();
  let received = 0;

  return new ReadableStream<NetworkResponseHead | Uint8Array>(
    {
      start(controller) {
        controller.enqueue({ status, statusText, headers: responseHeaders(headers), url });
        exchange.onFailed((failure) => {
          controller.error(failure);
          reader?.cancel(failure).catch(() => undefined);
        });
      },
      async pull(controller) {
        try {
          const { done, value } = (await reader?.read()) ?? { done: true };
          if (exchange.failure()) return;
          received += value?.length ?? 0;
          if (received > limits.responseBytes) throw tooLarge(limits);
          if (value) controller.enqueue(alone(value));
          if (!done) return;
          exchange.end();
          controller.close();
        } catch (error) {
          exchange.fail(explain(error));
        }
      },
      cancel: () => exchange.fail(new PluginError('ABORTED', 'network.fetch: the body was cancelled')),
    },
    { highWaterMark: 0 },
  );
}

/** Without the rest of a buffer that it is a part of: structured clone would take that along. */
function alone(bytes: Uint8Array): Uint8Array {
  return bytes.length === bytes.buffer.byteLength ? bytes : bytes.slice();
}

function tooLarge(limits: NetworkLimits): PluginError {
  return overLimit('responseBytes', limits, 'bytes are the most an answer may have');
}

function overLimit(limit: keyof NetworkLimits, limits: NetworkLimits, words: string): PluginError {
  const value = limits[limit];
  return new PluginError('LIMIT_EXCEEDED', `network.fetch: ${value} ${words} (${limit})`, {
    data: { limit, value },
  });
}
