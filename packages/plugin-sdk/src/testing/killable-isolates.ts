import type { Disposable } from '@fluxstudio/plugin-protocol/disposable';
import type { PluginError } from '@fluxstudio/plugin-protocol/errors';
import { type IsolateFactory, loopbackIsolates } from './host-source.ts';

/** The loopback, with a way to lose the plugin as a browser loses a worker. */
export interface KillableIsolates {
  readonly take: IsolateFactory;
  kill(pluginId: string, reason: PluginError): void;
}

export function createKillableIsolates(
  connect: (port: MessagePort, pluginId: string) => Disposable,
): KillableIsolates {
  const listeners = new Map<(reason: PluginError) => void, string>();
  return {
    async take(pluginId, signal) {
      const loopback = loopbackIsolates((port) => connect(port, pluginId));
      const isolate = await loopback(pluginId, signal);
      const mine = new Set<(reason: PluginError) => void>();
      return {
        ...isolate,
        onFailed(listener) {
          mine.add(listener);
          listeners.set(listener, pluginId);
        },
        dispose() {
          for (const listener of mine) listeners.delete(listener);
          isolate.dispose();
        },
      };
    },
    kill(pluginId, reason) {
      for (const [listener, id] of [...listeners]) if (id === pluginId) listener(reason);
    },
  };
}
