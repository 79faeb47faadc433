import type { Extension, extensions } from '@fluxstudio/plugin-protocol/api/extensions';
import type { HostSide } from '@fluxstudio/plugin-protocol/contract';
import type { Disposable } from '@fluxstudio/plugin-protocol/disposable';
import { callListeners } from '../call-listeners.ts';
import type { PluginScope } from './plugin-scope.ts';

/** Other plugins, as `api.extensions` needs them. */
export interface ExtensionAccess {
  /** Those of a list that are installed. */
  describe(ids: readonly string[]): Extension[];
  call(id: string, range: string, name: string, args: readonly unknown[]): Promise<unknown>;
  /** Calls back when one of a list has changed. */
  onDidChange(ids: readonly string[], listener: () => void): Disposable;
}

/**
 * `api.extensions` of one plugin: it sees what its manifest names in `dependencies`, and nothing else.
 *
 * @param countCall takes one call of a plugin; throws where there were too many
 */
export function bindExtensions(
  { manifest: { dependencies = {} } }: PluginScope,
  access: ExtensionAccess,
  countCall: (pluginId: string) => void,
): HostSide<typeof extensions> {
  const ids = Object.keys(dependencies);
  const calls = new Map(
    Object.entries(dependencies).map(([id, range]) => [
      id,
      (name: string, args: readonly unknown[]) => access.call(id, range, name, args),
    ]),
  );
  const listeners = new Set<() => void>();
  let following: Disposable | undefined;

  /** However many listen, the other plugins are looked at once. */
  function listen(listener: () => void): Disposable {
    const mine = () => listener();
    listeners.add(mine);
    following ??= access.onDidChange(ids, () => callListeners(listeners));
    return {
      dispose() {
        listeners.delete(mine);
        if (listeners.size > 0) return;
        following?.dispose();
        following = undefined;
      },
    };
  }

  return {
    getAll: { get: () => access.describe(ids), subscribe: listen },
    call(id, name, ...args) {
      countCall(id);
      return calls.get(id)?.(name, args);
    },
    onDidChange(listener) {
      const subscription = listen(() => listener.notify());
      return {
        dispose() {
          subscription.dispose();
          listener.release();
        },
      };
    },
  };
}
