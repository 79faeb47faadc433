import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import type { PluginManifest } from '@fluxstudio/plugin-protocol/manifest/manifest';
import { lazyPart } from '../lazy-part.ts';
import { loadOnce } from '../load-once.ts';
import type { PluginSandbox } from '../sandbox/plugin-sandbox.ts';
import type { CrashGuard } from './crash-guard.ts';
import type { InstanceTable } from './instance-table.ts';
import type { KeyedQueue } from './keyed-queue.ts';
import type { PluginInstance } from './plugin-instance.ts';
import { createPluginLifecycle, type PluginLifecycle } from './plugin-lifecycle.ts';
import type { PluginRegistryEvents } from './registry-options.ts';
import type { RunningPlugin, StartContext } from './running-plugin.ts';

export interface PluginStartsOptions {
  table: InstanceTable;
  queue: KeyedQueue;
  crashes: CrashGuard;
  /** Nothing is started. */
  safeMode: boolean;
  /** Records whether the user wants the plugin to run. */
  record(pluginId: string, wanted: boolean): Promise<void>;
  /** Everything before the code of a plugin is loaded, and then that. */
  start(plugin: PluginInstance, context: StartContext): Promise<RunningPlugin>;
  emit(pluginId: string, event: keyof PluginRegistryEvents): void;
}

/** Who runs: starting with all that a plugin needs, stopping, and what becomes of those that die. */
export interface PluginStarts {
  /** Starts a plugin because the user wants it, and what it depends on. */
  activate(pluginId: string): Promise<void>;
  /** Starts a plugin that waits for something to happen, where the user wants it to run at all. */
  wake(pluginId: string): Promise<void>;
  deactivate(pluginId: string): Promise<void>;
  /** Stops a plugin until something happens that it waits for. */
  rest(pluginId: string, isIdle: (milliseconds: number) => boolean): Promise<void>;
  /** Gives up whatever start is under way or asked for. */
  abort(pluginId: string): void;
  /** Stands for everything that was said of a plugin's running until now: see {@link PluginStarts.resume}. */
  token(pluginId: string): unknown;
  /** Starts one that ran before its update, with what it depends on, unless it was meant to stop since the token was made. */
  resume(pluginId: string, token: unknown): Promise<void>;
  /** Whether everything that a manifest depends on runs. */
  hasDependencies(manifest: PluginManifest): boolean;
  lifecycle(pluginId: string): PluginLifecycle;
  /** Lets a plugin that was switched off for its crashes be started again. For callers that are in its queue. */
  forgive(pluginId: string): Promise<void>;
  /** Starts a plugin again which its update has stopped. For callers that are in its queue. */
  restart(pluginId: string): Promise<void>;
  running(): ReadonlyMap<string, RunningPlugin>;
  forget(pluginId: string): void;
  /** @throws PluginError `DISPOSED` */
  requireOpen(): void;
  dispose(): Promise<void>;
}

export function createPluginStarts(options: PluginStartsOptions): PluginStarts {
  const { table, queue, crashes, safeMode, record, start, emit } = options;
  const lifecycles = new Map<string, PluginLifecycle>();
  /** Counts how often it was said that a plugin shall not run: a start that was asked for before does not happen. */
  const stops = new Map<string, number>();
  let disposed = false;

  const inquest = loadOnce(
    () => import('./changes.ts'),
    ({ createDeathInquest }) =>
      createDeathInquest({
        living: () => [...running().values()].map(({ sandbox }) => sandbox),
        restart: async (id) => {
          // Who was switched off, or started again, meanwhile is not ours to touch.
          const { state, error } = table.get(id) ?? {};
          if (state === 'error' && error?.code === 'UNRESPONSIVE') await activate(id);
        },
        onCulprit: (id) => void blame(id),
        now: () => performance.now(),
      }),
  );

  function running(): ReadonlyMap<string, RunningPlugin> {
    const all = new Map<string, RunningPlugin>();
    for (const [id, one] of lifecycles) if (one.running) all.set(id, one.running);
    return all;
  }

  function requireOpen(): void {
    if (disposed) throw new PluginError('DISPOSED', 'The plugin host is closed');
  }

  function lifecycle(pluginId: string): PluginLifecycle {
    const existing = lifecycles.get(pluginId);
    if (existing) return existing;
    const made = createPluginLifecycle({
      pluginId,
      table,
      async start(plugin, context) {
        requireRunning(plugin.manifest);
        return start(plugin, context);
      },
      onDid: (event) => emit(pluginId, event === 'failed' ? 'plugin:error' : `plugin:${event}`),
      onDied(reason) {
        if (disposed) return;
        // Silence may have come over several at once: who is to blame must be found out.
        if (reason.code === 'UNRESPONSIVE') void examine(pluginId);
        else void blame(pluginId);
      },
    });
    lifecycles.set(pluginId, made);
    return made;
  }

  async function examine(pluginId: string): Promise<void> {
    try {
      await (await inquest.get()).examine(pluginId);
    } catch {
      // Nobody can be asked: then nobody is restarted.
      await blame(pluginId);
    }
  }

  async function blame(pluginId: string): Promise<void> {
    const cause = table.get(pluginId)?.error?.message ?? 'unknown';
    const reason = await crashes.record(pluginId, cause);
    if (reason) await queue.run(pluginId, async () => lifecycles.get(pluginId)?.disable(reason));
  }

  const idle = ({ dependencies = {} }: PluginManifest) =>
    Object.keys(dependencies).filter((id) => !lifecycles.get(id)?.running);

  /** @throws PluginError `INCOMPATIBLE`, saying why what it depends on does not run */
  function requireRunning(manifest: PluginManifest): void {
    for (const dependency of idle(manifest)) {
      const { enabled, error } = table.get(dependency) ?? {};
      const cause = error?.message ?? (enabled === false ? 'activate it first' : undefined);
      throw new PluginError(
        'INCOMPATIBLE',
        `${manifest.name} needs the plugin ${dependency}, which does not run${cause === undefined ? '' : `: ${cause}`}`,
      );
    }
  }

  /** In an order in which each finds what it needs. Never from within a queue: two that waited for each other would for ever. */
  async function startDependencies(manifest: PluginManifest, asWanted: boolean): Promise<void> {
    const { planDependencies } = await lazyPart(import('./changes.ts'));
    for (const id of await planDependencies(manifest, table.get)) {
      // Whatever keeps one from starting is told by the one that needs it.
      if (asWanted || mayWake(id)) await run(id, asWanted).catch(() => undefined);
    }
  }

  /** @throws PluginError `DISPOSED`, or `ABORTED` for a start that was given up */
  function requireAsked(pluginId: string, asked: unknown): void {
    requireOpen();
    if (asked !== stops.get(pluginId))
      throw new PluginError('ABORTED', `The start of ${pluginId} was given up`);
  }

  /** Without `await` before the queue where nothing has to be started first: steps happen in the order they were asked for. */
  function run(pluginId: string, asWanted: boolean, asked: unknown = stops.get(pluginId)): Promise<void> {
    const step = () =>
      queue.run(pluginId, async () => {
        requireAsked(pluginId, asked);
        // Switched off meanwhile, in another tab perhaps: only who wants it to run may change that.
        if (!table.require(pluginId).enabled && !asWanted) throw notEnabled(pluginId);
        await startNow(pluginId);
      });
    const manifest = table.get(pluginId)?.manifest;
    if (!manifest?.dependencies || lifecycles.get(pluginId)?.running) return step();
    return startDependencies(manifest, asWanted).then(step, (error) =>
      // Known before anything was begun: the plugin shows it all the same.
      queue.run(pluginId, async () => {
        requireAsked(pluginId, asked);
        lifecycle(pluginId).refuse(error);
        throw error;
      }),
    );
  }

  async function startNow(pluginId: string): Promise<void> {
    const one = lifecycle(pluginId);
    if (one.running) return;
    await one.start();
    if (table.get(pluginId)?.enabled) return;
    try {
      await record(pluginId, true);
    } catch (error) {
      // After a reload the plugin would be gone.
      await one.fail(error);
      throw error;
    }
    table.patch(pluginId, { enabled: true });
  }

  /** One that died is worth another try: how often, the crash guard knows. */
  function mayWake(pluginId: string): boolean {
    const { enabled, state } = table.get(pluginId) ?? {};
    return enabled === true && (state !== 'error' || lifecycles.get(pluginId)?.died === true);
  }

  function notEnabled(pluginId: string): PluginError {
    const { name } = table.require(pluginId).manifest;
    return new PluginError(
      'INVALID_STATE',
      `${name} does not run${safeMode ? ' in safe mode' : ': activate it first'}`,
    );
  }

  async function activate(pluginId: string): Promise<void> {
    requireOpen();
    const { name } = table.require(pluginId).manifest;
    if (safeMode) {
      throw new PluginError(
        'INVALID_STATE',
        `${name} cannot be started in safe mode: open the app without it`,
      );
    }
    const asked = stops.get(pluginId);
    if (crashes.disabled(pluginId)) await forgive(pluginId);
    return run(pluginId, true, asked);
  }

  async function forgive(pluginId: string): Promise<void> {
    if (!crashes.disabled(pluginId)) return;
    await crashes.forgive(pluginId);
    lifecycle(pluginId).enable();
  }

  return {
    activate,
    async wake(pluginId) {
      const { enabled, state, error } = table.require(pluginId);
      if (lifecycles.get(pluginId)?.running) return;
      requireOpen();
      if (!enabled || safeMode) throw notEnabled(pluginId);
      // One that could not be started is tried again when its user says so, not whenever it is called.
      if (state === 'error' && !mayWake(pluginId) && error) throw new PluginError(error.code, error.message);
      await run(pluginId, false);
    },
    abort(pluginId) {
      stops.set(pluginId, (stops.get(pluginId) ?? 0) + 1);
      lifecycles.get(pluginId)?.abort();
    },
    deactivate: (pluginId) =>
      queue.run(pluginId, async () => {
        // To record it as inactive would lift what somebody else has disabled.
        if (table.require(pluginId).state === 'disabled' && !crashes.disabled(pluginId)) return;
        await lifecycle(pluginId).stop();
        await record(pluginId, false);
        table.patch(pluginId, { enabled: false });
      }),
    rest: (pluginId, isIdle) =>
      queue.run(pluginId, async () => {
        const one = lifecycles.get(pluginId);
        if (one?.running && isIdle(one.running.idleFor())) await one.stop();
      }),
    token: (pluginId) => stops.get(pluginId),
    resume: (pluginId, token) => run(pluginId, true, token),
    hasDependencies: (manifest) => idle(manifest).length === 0,
    lifecycle,
    forgive,
    async restart(pluginId) {
      if (!disposed) await lifecycle(pluginId).start();
    },
    running,
    forget(pluginId) {
      lifecycles.delete(pluginId);
      void crashes.forgive(pluginId);
    },
    requireOpen,
    async dispose() {
      disposed = true;
      // Not through the queue: a step that waits for a server must not keep a plugin alive.
      await Promise.allSettled(
        [...lifecycles.values()].map((one) => {
          one.abort();
          return one.stop();
        }),
      );
    },
  };
}

/** The sandbox of each plugin that runs. */
export function sandboxesOf(running: ReadonlyMap<string, RunningPlugin>): ReadonlyMap<string, PluginSandbox> {
  return new Map([...running].map(([id, { sandbox }]) => [id, sandbox]));
}
