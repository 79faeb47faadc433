import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import { PERMISSION_NAME } from '@fluxstudio/plugin-protocol/permissions';
import type { AppNamespace } from './app-namespace.ts';

/** What `context` and `api` hold: the namespaces of the core, by name so that a page need not load their contracts, and the rest. */
export const TAKEN = [
  ...['ai', 'clipboard', 'commands', 'env', 'events', 'extensions', 'files', 'l10n', 'log', 'network'],
  ...['permissions', 'projects', 'secrets', 'storage', 'storage.sync', 'ui', 'workspace'],
  ...['manifest', 'pluginId', 'subscriptions', 'version'],
] as const;

/**
 * An app's namespaces stand beside those of the core, and bring no permission that a manifest could not ask for.
 *
 * @throws PluginError `INVALID_ARGUMENT`
 */
export function checkNamespaces(namespaces: readonly AppNamespace[]): void {
  const names = new Set<string>(TAKEN);
  for (const { contract } of namespaces) {
    if (names.has(contract.name)) throw refused(contract.name, 'the name is taken');
    if (contract.name.includes('.')) throw refused(contract.name, 'a name has no dots');
    names.add(contract.name);
    for (const permission of Object.keys(contract.permissions)) {
      const own = permission === contract.name || permission.startsWith(`${contract.name}:`);
      if (!own || !PERMISSION_NAME.test(permission)) {
        throw refused(
          contract.name,
          `the permission “${permission}” must be “${contract.name}” or “${contract.name}:<part>” in lower case`,
        );
      }
    }
  }
}

function refused(name: string, why: string): PluginError {
  return new PluginError('INVALID_ARGUMENT', `The namespace ${name} cannot be added: ${why}`);
}
