import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import type { IsolateFactory } from './isolate.ts';

/**
 * A worker without a frame. It has the app's own origin: cookies, IndexedDB, caches. Only for code the app itself ships, only
 * when asked for by name, never a fallback.
 */
export function workerIsolates(runtime: string): IsolateFactory {
  return async (pluginId) => {
    const url = URL.createObjectURL(new Blob([runtime], { type: 'text/javascript' }));
    const worker = new Worker(url, { name: pluginId });
    const { port1, port2 } = new MessageChannel();
    worker.postMessage(null, [port2]);
    return {
      port: port1,
      onFailed(listener) {
        worker.onerror = ({ message }) => {
          listener(
            new PluginError(
              'SANDBOX_FAILED',
              `The plugin's worker could not be started: ${message || 'blocked'}`,
            ),
          );
        };
      },
      isPresent: () => true,
      dispose() {
        worker.terminate();
        port1.close();
        URL.revokeObjectURL(url);
      },
    };
  };
}
