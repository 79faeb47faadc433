import type { PermissionChange, permissions } from '@fluxstudio/plugin-protocol/api/permissions';
import type { HostSide } from '@fluxstudio/plugin-protocol/contract';
import type { Disposable } from '@fluxstudio/plugin-protocol/disposable';
import { covers } from '@fluxstudio/plugin-protocol/permissions';
import type { PluginScope } from './plugin-scope.ts';

/** What one plugin is allowed, and the way to ask the user for more. */
export interface GrantAccess {
  get(): readonly string[];
  /**
   * Asks the user for what is missing and resolves with whether all of it is granted then. The question is withdrawn with `asker`.
   *
   * @throws PluginError `INVALID_ARGUMENT` for what the manifest does not name, `NOT_SUPPORTED` where nobody can be asked
   */
  request(permissions: readonly string[], asker: AbortSignal): Promise<boolean>;
  onDidChange(listener: (change: PermissionChange) => void): Disposable;
}

export function bindPermissions(
  { signal, waitForUser }: PluginScope,
  grants: GrantAccess,
): HostSide<typeof permissions> {
  const holds = (wanted: readonly string[]) => wanted.every((permission) => covers(grants.get(), permission));
  return {
    getAll: { get: () => [...grants.get()], subscribe: (listener) => grants.onDidChange(listener) },
    contains: holds,
    request: async (wanted) => holds(wanted) || waitForUser(grants.request(wanted, signal)),
    onDidChange(listener) {
      const subscription = grants.onDidChange(listener.notify);
      return {
        dispose() {
          subscription.dispose();
          listener.release();
        },
      };
    },
  };
}
