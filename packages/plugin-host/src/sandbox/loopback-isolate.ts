import type { Disposable } from '@fluxstudio/plugin-protocol/disposable';
import type { IsolateFactory } from './isolate.ts';

/**
 * No isolation at all: the plugin's side of the wire runs in this very thread, over a real MessageChannel. For tests of plugins
 * and of the host, where the wire, the gate and the contract count and the walls do not.
 */
export function loopbackIsolates(connect: (port: MessagePort) => Disposable): IsolateFactory {
  return async () => {
    const { port1, port2 } = new MessageChannel();
    const guest = connect(port2);
    return {
      port: port1,
      onFailed: () => undefined,
      isPresent: () => true,
      dispose() {
        guest.dispose();
        port1.close();
        port2.close();
      },
    };
  };
}
