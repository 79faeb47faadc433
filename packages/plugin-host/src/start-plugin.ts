import { createScope, toDisposable } from '@fluxstudio/plugin-protocol/disposable';
import { errorCode, PluginError } from '@fluxstudio/plugin-protocol/errors';
import type { Clock } from '@fluxstudio/plugin-protocol/rpc/deadlines';
import { toErrorRecord } from '@fluxstudio/plugin-protocol/rpc/error-record';
import { DEADLINE } from '@fluxstudio/plugin-protocol/rpc/peer';
import type { ActivateParams, SnapshotState } from '@fluxstudio/plugin-protocol/session';
import type { ActivityRecorder } from './activity-metrics/activity-recorder.ts';
import type { LogSink } from './api/log.ts';
import { outwardError } from './api/outward-error.ts';
import type { GrantAccess } from './api/permissions.ts';
import { createPluginAPI, type PluginApi, type PluginApiOptions } from './api/plugin-api.ts';
import type { PluginScope } from './api/plugin-scope.ts';
import { createUserGesture, isPageActivated } from './api/user-gesture.ts';
import type { PluginBackend } from './backend/backend.ts';
import { DEFAULT_LIMITS, type SandboxLimits } from './limits/limits.ts';
import { createTokenBucket } from './limits/token-bucket.ts';
import { loadBundle } from './loader/load-bundle.ts';
import type { PluginInstance } from './registry/plugin-instance.ts';
import type { RunningPlugin, StartContext } from './registry/running-plugin.ts';
import type { SandboxDeadlines } from './sandbox/deadlines.ts';
import type { IsolateFactory } from './sandbox/isolate.ts';
import { PluginSandbox } from './sandbox/plugin-sandbox.ts';

export interface StartPluginOptions {
  backend: PluginBackend;
  apiVersion: string;
  isolate: IsolateFactory;
  deadlines?: Partial<SandboxDeadlines>;
  limits?: Partial<SandboxLimits>;
  log: LogSink;
  clock: Clock;
  /** Where its calls are counted. */
  activity: ActivityRecorder;
  /** What the registry wants to know of this start. */
  context: StartContext;
  /** The services of one plugin, bound to it. */
  api: Omit<PluginApiOptions, 'plugin' | 'log' | 'onDeprecated'>;
}

/**
 * Brings one plugin to life: verified bytes, a fresh sandbox, the gated API, `activate()`. Whatever fails on the way, nothing
 * is left behind.
 */
export async function startPlugin(
  plugin: PluginInstance,
  options: StartPluginOptions,
): Promise<RunningPlugin> {
  const { manifest } = plugin;
  const code = await loadBundle(options.backend, plugin.bundle, options.context.signal);
  const identity = {
    id: manifest.id,
    name: manifest.name,
    ...(manifest.icon === undefined ? {} : { icon: manifest.icon }),
  };
  const { clock, activity } = options;
  const ended = new AbortController();
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const reports = createTokenBucket(limits.logLinesPerSecond, limits.logLinesPerSecond, clock);
  const report = (level: 'warn' | 'error', error: unknown): boolean => {
    const heard = reports.tryTake();
    if (heard) {
      const reported = error instanceof PluginError ? { error } : {};
      options.log({ plugin: identity, level, args: [describe(error)], ...reported, time: Date.now() });
    }
    return heard;
  };
  // What the plugin registered, and what the host needs for it: only the former counts.
  const owned = createScope();
  const attached = createScope();
  const end = () => {
    ended.abort();
    attached.dispose();
    owned.dispose();
  };
  let questions = 0;
  let asked = 0;
  let lastUsed = clock.now();
  const onUse = () => {
    lastUsed = clock.now();
  };
  /** @param askedBefore questions to the user when the call came: with one since, its time was the user's */
  const answered = (came: number, askedBefore: number, failed: boolean) => {
    const now = clock.now();
    activity.meter.add(now, askedBefore === asked ? now - came : undefined, failed);
  };
  const scope: PluginScope = {
    identity,
    manifest,
    clock,
    gesture: createUserGesture(clock, isPageActivated),
    signal: ended.signal,
    own(registration) {
      if (owned.size >= limits.registrations) {
        registration.dispose();
        throw new PluginError(
          'LIMIT_EXCEEDED',
          `${manifest.id} already holds ${limits.registrations} registrations`,
        );
      }
      const mine = toDisposable(() => {
        owned.remove(mine);
        registration.dispose();
      });
      return owned.add(mine);
    },
    async waitForUser(answer) {
      questions++;
      asked++;
      try {
        return await answer;
      } finally {
        questions--;
      }
    },
    onUse,
    onDenied: (denial) => void report('warn', denial),
    onError: (error) => void report('error', error),
  };
  let api: PluginApi;
  try {
    api = createPluginAPI({
      ...options.api,
      plugin: scope,
      log: options.log,
      limits: options.limits,
      onDeprecated: (message) => void report('warn', message),
    });
  } catch (error) {
    // The app's part of the API may have begun something.
    end();
    throw error;
  }
  const sandbox = new PluginSandbox({
    pluginId: manifest.id,
    isolate: options.isolate,
    deadlines: options.deadlines,
    limits: options.limits,
    clock,
    isPatient: () => questions > 0,
    dispatch(method, args, call) {
      onUse();
      const came = lastUsed;
      const askedBefore = asked;
      try {
        const result = api.dispatch(method, args, call);
        if (!(result instanceof Promise)) {
          answered(came, askedBefore, false);
          return result;
        }
        return result.then(
          (value) => {
            answered(came, askedBefore, false);
            return value;
          },
          (error) => {
            answered(came, askedBefore, true);
            throw outwardError(method, error);
          },
        );
      } catch (error) {
        answered(came, askedBefore, true);
        throw outwardError(method, error);
      }
    },
    onFault(error) {
      if (report('error', error)) options.context.onFault(error);
    },
  });
  const giveUp = () => sandbox.dispose(options.context.signal.reason);
  options.context.signal.addEventListener('abort', giveUp);
  if (options.context.signal.aborted) giveUp();
  let isActive = false;
  activity.begin(sandbox);
  sandbox.onDidClose(({ code }) => {
    options.context.signal.removeEventListener('abort', giveUp);
    activity.end(isActive && code !== 'DISPOSED');
    end();
  });

  await sandbox.load(code);
  try {
    const params: ActivateParams = {
      manifest,
      apiVersion: options.apiVersion,
      shape: api.shape,
      snapshots: readAll(api),
    };
    attached.add(options.api.grants.onDidChange(api.endRevoked));
    mirror(api, options.api.grants, sandbox, (subscription) => attached.add(subscription));
    await sandbox.call('activate', [params], { deadline: sandbox.deadlines.activate });
  } catch (error) {
    const reason = sandbox.closed ?? activationError(error, sandbox.deadlines.activate);
    sandbox.dispose(reason);
    throw reason;
  }

  isActive = true;
  return {
    sandbox,
    idleFor: () => (questions > 0 || sandbox.isBusy ? 0 : clock.now() - lastUsed),
    async stop() {
      try {
        if (!sandbox.closed) await sandbox.call('deactivate', [], { deadline: sandbox.deadlines.deactivate });
      } catch (error) {
        report('error', error);
      } finally {
        sandbox.dispose();
      }
    },
  };
}

function readAll({ snapshots }: PluginApi): Record<string, SnapshotState> {
  return Object.fromEntries([...snapshots].map(([name, { read }]) => [name, readState(name, read)]));
}

function readState(name: string, read: () => unknown): SnapshotState {
  try {
    return { ok: true, value: read() };
  } catch (error) {
    return { ok: false, error: toErrorRecord(outwardError(name, error)) };
  }
}

/**
 * Keeps the worker's copies current: after a change of the value, and of what the plugin may read. What is sent here arrives
 * before the answer of the call that caused it.
 */
function mirror(
  { snapshots }: PluginApi,
  { onDidChange }: GrantAccess,
  sandbox: PluginSandbox,
  add: (subscription: { dispose(): void }) => void,
): void {
  for (const [name, { read, source }] of snapshots) {
    const send = () => sandbox.notify('snapshot', [name, readState(name, read)]);
    for (const subscription of [source.subscribe(send), onDidChange(send)])
      add(toDisposable(() => subscription.dispose()));
  }
}

function activationError(error: unknown, deadline: number): PluginError {
  if (error instanceof PluginError && error.cause === DEADLINE) {
    return new PluginError(
      'DEADLINE_EXCEEDED',
      `The plugin did not finish its activation within ${deadline / 1000} s`,
      { cause: error },
    );
  }
  // A denial keeps its code and words: they say what to grant.
  if (errorCode(error) === 'PERMISSION_DENIED' && error instanceof PluginError) return error;
  return new PluginError('ACTIVATION_FAILED', `The plugin failed to activate: ${describe(error)}`, {
    cause: error,
  });
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = errorCode(error);
  return code === undefined || code === 'PLUGIN_ERROR' ? error.message : `${error.message} (${code})`;
}
