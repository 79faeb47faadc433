import type { PermissionInfo } from '@fluxstudio/plugin-protocol/contract';
import type { AppNamespace } from './app-namespace.ts';

/** The permissions that come with the app's namespaces, in the app's own words. */
export function appPermissions(namespaces: readonly AppNamespace[]): ReadonlyMap<string, PermissionInfo> {
  return new Map(namespaces.flatMap(({ contract }) => Object.entries(contract.permissions)));
}
