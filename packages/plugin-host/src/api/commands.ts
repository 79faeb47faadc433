import type { commands } from '@fluxstudio/plugin-protocol/api/commands';
import type { HostSide } from '@fluxstudio/plugin-protocol/contract';
import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import { qualifyName } from '@fluxstudio/plugin-protocol/ids';
import type { CommandRegistry } from '../contributions/command-registry.ts';
import type { PluginScope } from './plugin-scope.ts';

/** `api.commands` of one plugin: its short ids become full ones, its manifest says how they read. */
export function bindCommands(
  { identity, manifest }: PluginScope,
  registry: CommandRegistry,
): HostSide<typeof commands> {
  const declared = new Map(
    manifest.contributes?.commands?.map((command) => [qualifyName(identity.id, command.id), command]),
  );

  return {
    register(name, handler) {
      const id = qualifyName(identity.id, name);
      const { title, description, category, icon, shortcut } = declared.get(id) ?? { title: id };
      const registration = registry.register(
        { id, title, description, category: category ?? identity.name, icon, shortcut, plugin: identity },
        handler,
      );
      return {
        dispose() {
          registration.dispose();
          handler.release();
        },
      };
    },

    execute(name, ...args) {
      const id = registry.get(name) ? name : qualifyName(identity.id, name);
      const owner = registry.get(id)?.plugin;
      if (owner && owner.id !== identity.id) {
        throw new PluginError(
          'PERMISSION_DENIED',
          `commands.execute: ${id} belongs to the plugin ${owner.id}, which does not export it`,
          {
            data: { method: 'commands.execute', permission: 'commands', plugin: identity.id },
          },
        );
      }
      return registry.execute(id, ...args);
    },

    getAll: {
      get: () => registry.getAll().map(({ id }) => id),
      subscribe: (listener) => ({ dispose: registry.subscribe(listener) }),
    },
  };
}
