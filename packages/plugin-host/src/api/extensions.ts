import type { Extension, extensions } from '@fluxstudio/plugin-protocol/api/extensions';
import type { HostSide } from '@fluxstudio/plugin-protocol/contract';
import type { Disposable } from '@fluxstudio/plugin-protocol/disposable';
import type { PluginScope } from './plugin-scope.ts';

/** Other plugins, as `api.extensions` needs them. */
export interface ExtensionAccess {
  /** Those of a list that are installed. */
  describe(ids: readonly string[]): Extension[];
  call(id: string, range: string, name: string, args: readonly unknown[]): Promise<unknown>;
  /** Calls back when one of a list has changed. */
  onDidChange(ids: readonly string[], listener: () => void): Disposable;
}

/** `api.extensions` of one plugin: it sees what its manifest names in `dependencies`, and nothing else. */
export function bindExtensions(
  { manifest: { dependencies = {} } }: PluginScope,
  access: ExtensionAccess,
): HostSide<typeof extensions> {
  const ids = Object.keys(dependencies);
  return {
    getAll: {
      get: () => access.describe(ids),
      subscribe: (listener) => access.onDidChange(ids, listener),
    },
    call: (id, name, ...args) => access.call(id, dependencies[id] ?? '*', name, args),
    onDidChange(listener) {
      const subscription = access.onDidChange(ids, () => listener.notify());
      return {
        dispose() {
          subscription.dispose();
          listener.release();
        },
      };
    },
  };
}
