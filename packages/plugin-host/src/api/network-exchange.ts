import { toDisposable } from '@fluxstudio/plugin-protocol/disposable';
import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import type { SandboxLimits } from '../limits/limits.ts';
import type { ServiceCall } from '../services.ts';
import { serviceCall } from './bind-service.ts';
import type { PluginScope } from './plugin-scope.ts';

/** One request and its answer, until the last byte of the body is read or somebody gives up. */
export interface Exchange {
  /** For the service. Its signal aborts however the exchange fails. */
  readonly call: ServiceCall;
  /** Why the exchange was given up, in words for the plugin; `undefined` while it was not. */
  failure(): PluginError | undefined;
  /** Gives up. What was first holds. */
  fail(error: PluginError): void;
  /** Nothing more is to come. */
  end(): void;
  /** Calls back once when the exchange is given up, at once if it was. */
  onFailed(listener: (failure: PluginError) => void): void;
}

/**
 * Begins an exchange that fails when the plugin stops, when its signal aborts, or when it takes too long.
 *
 * @param onOver called once, when it ends or fails
 */
export function beginExchange(
  scope: PluginScope,
  given: AbortSignal | undefined,
  { requestDuration }: Pick<SandboxLimits, 'requestDuration'>,
  onOver: () => void,
): Exchange {
  const { clock } = scope;
  const own = new AbortController();
  const call = serviceCall(scope, given ? AbortSignal.any([given, own.signal]) : own.signal);
  const { signal } = call;

  const failure = () =>
    own.signal.aborted
      ? (own.signal.reason as PluginError)
      : signal.aborted
        ? new PluginError('ABORTED', 'network.fetch: the request was cancelled')
        : undefined;
  const fail = (error: PluginError) => {
    if (!signal.aborted) own.abort(error);
  };
  const onFailed = (listener: (failure: PluginError) => void) => {
    const tell = () => listener(failure() as PluginError);
    if (signal.aborted) tell();
    else signal.addEventListener('abort', tell, { once: true });
  };

  const timer = clock.setTimeout(
    () =>
      fail(
        new PluginError(
          'DEADLINE_EXCEEDED',
          `network.fetch: the answer was not complete within ${requestDuration / 1000} s`,
          { data: { limit: 'requestDuration', value: requestDuration } },
        ),
      ),
    requestDuration,
  );
  const { dispose: end } = toDisposable(() => {
    clock.clearTimeout(timer);
    onOver();
  });
  onFailed(end);
  return { call, failure, fail, end, onFailed };
}
