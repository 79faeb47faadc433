import { errorCode, errorMessage, PluginError } from '@fluxstudio/plugin-protocol/errors';
import type { InstanceTable } from './instance-table.ts';
import { type LifecycleEvent, nextState } from './lifecycle-state.ts';
import type { PluginFault, PluginInstance } from './plugin-instance.ts';
import type { PluginStarter, RunningPlugin } from './running-plugin.ts';

export interface PluginLifecycleOptions {
  pluginId: string;
  table: InstanceTable;
  start: PluginStarter;
  /** Told after each step that an observer may care about; `failed` also for an error nobody caught while it runs on. */
  onDid(event: 'activated' | 'deactivated' | 'failed'): void;
  /** A running plugin closed by itself, with the reason. */
  onDied(reason: PluginError): void;
}

/**
 * Starts and stops one plugin. Each start is a generation: what an older generation still has to say is dropped. A stop gives up
 * a start that is under way instead of waiting for it. The caller serialises the calls of one plugin.
 */
export interface PluginLifecycle {
  readonly running: RunningPlugin | undefined;
  /** Whether it ran and ended by itself, and was not started again since. */
  readonly died: boolean;
  /** @throws PluginError with the cause; nothing of the plugin is then left */
  start(): Promise<void>;
  /** Ends a start that is under way; it rejects with `ABORTED`. */
  abort(): void;
  stop(): Promise<void>;
  /** Stops one that runs, for a reason: its state is then `error`. */
  fail(reason: unknown): Promise<void>;
  /** Says why one that does not run cannot be started. */
  refuse(reason: unknown): void;
  /** Keeps one that does not run from being started, for a reason. */
  disable(reason: unknown): void;
  /** Lets one be started again. */
  enable(): void;
}

export function createPluginLifecycle({
  pluginId,
  table,
  start,
  onDid,
  onDied,
}: PluginLifecycleOptions): PluginLifecycle {
  let generation = 0;
  let starting: AbortController | undefined;
  let hasDied = false;
  let running: RunningPlugin | undefined;

  function move(event: LifecycleEvent, patch: Partial<PluginInstance> = {}): void {
    const instance = table.get(pluginId);
    const state = instance && nextState(instance.state, event);
    if (state) table.patch(pluginId, { error: undefined, enabledAt: undefined, ...patch, state });
  }

  function died(reason: PluginError, own: number): void {
    if (own !== generation || !running) return;
    const dead = running;
    running = undefined;
    hasDied = true;
    void dead.stop();
    move('failed', { error: toFault(reason) });
    onDid('failed');
    onDied(reason);
  }

  return {
    get running() {
      return running;
    },
    get died() {
      return hasDied;
    },

    async start() {
      const instance = table.require(pluginId);
      if (nextState(instance.state, 'start') === undefined) {
        throw new PluginError(
          'INVALID_STATE',
          `${instance.manifest.name} cannot be started: it is ${instance.state}${instance.error ? `. ${instance.error.message}` : ''}`,
        );
      }
      const own = ++generation;
      hasDied = false;
      const controller = new AbortController();
      starting = controller;
      move('start');
      try {
        const started = await start(instance, {
          signal: controller.signal,
          onFault: (error) => {
            if (own !== generation) return;
            table.patch(pluginId, { error: toFault(error) });
            onDid('failed');
          },
        });
        running = started;
        started.sandbox.onDidClose((reason) => died(reason, own));
        if (started.sandbox.closed) throw started.sandbox.closed;
      } catch (error) {
        // died() has told already when the sandbox was closed under our hands.
        if (table.get(pluginId)?.state === 'loading') {
          if (controller.signal.aborted) move('stopped');
          else {
            move('failed', { error: toFault(error) });
            onDid('failed');
          }
        }
        throw error;
      } finally {
        starting = undefined;
      }
      move('started', { enabledAt: new Date().toISOString() });
      onDid('activated');
    },

    abort() {
      starting?.abort(new PluginError('ABORTED', `The start of ${pluginId} was given up`));
    },

    async stop() {
      generation++;
      const stopping = running;
      running = undefined;
      await stopping?.stop();
      move('stopped');
      if (stopping) onDid('deactivated');
    },

    async fail(reason) {
      // One that died meanwhile has its own reason.
      if (!running) return;
      generation++;
      const failing = running;
      running = undefined;
      await failing.stop();
      move('failed', { error: toFault(reason) });
      onDid('failed');
    },

    refuse(reason) {
      if (running || starting) return;
      move('start');
      move('failed', { error: toFault(reason) });
      onDid('failed');
    },

    disable(reason) {
      move('disabled', { error: toFault(reason) });
      onDid('failed');
    },

    enable: () => move('enabled'),
  };
}

export function toFault(error: unknown): PluginFault {
  const stack = error instanceof Error ? error.stack : undefined;
  return {
    code: errorCode(error) ?? 'INTERNAL',
    message: errorMessage(error),
    ...(stack === undefined ? {} : { stack }),
  };
}
