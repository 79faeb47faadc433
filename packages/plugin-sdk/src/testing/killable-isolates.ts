import type { Disposable } from '@fluxstudio/plugin-protocol/disposable';
import type { PluginError } from '@fluxstudio/plugin-protocol/errors';
import { type IsolateFactory, loopbackIsolates } from './host-source.ts';

/** The loopback, with a way to lose the plugin as a browser loses a worker. */
export interface KillableIsolates {
  readonly take: IsolateFactory;
  kill(reason: PluginError): void;
}

export function createKillableIsolates(connect: (port: MessagePort) => Disposable): KillableIsolates {
  const loopback = loopbackIsolates(connect);
  const listeners = new Set<(reason: PluginError) => void>();
  return {
    async take(pluginId, signal) {
      const isolate = await loopback(pluginId, signal);
      const mine = new Set<(reason: PluginError) => void>();
      return {
        ...isolate,
        onFailed(listener) {
          mine.add(listener);
          listeners.add(listener);
        },
        dispose() {
          for (const listener of mine) listeners.delete(listener);
          isolate.dispose();
        },
      };
    },
    kill(reason) {
      for (const listener of [...listeners]) listener(reason);
    },
  };
}
