import type { commands } from '@fluxstudio/plugin-protocol/api/commands';
import type { HostSide } from '@fluxstudio/plugin-protocol/contract';
import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import { qualifyName } from '@fluxstudio/plugin-protocol/ids';
import { DEADLINE } from '@fluxstudio/plugin-protocol/rpc/peer';
import type { CommandRegistry } from '../contributions/command-registry.ts';
import { coalesce } from './coalesce.ts';
import { withoutInsides } from './outward-error.ts';
import type { PluginScope } from './plugin-scope.ts';

/** Milliseconds. */
const COALESCE = 100;

/** `api.commands` of one plugin: its short ids become full ones, its manifest says how they read. */
export function bindCommands(
  { identity, manifest, clock, gesture, onDenied }: PluginScope,
  registry: CommandRegistry,
  isExported: (pluginId: string, command: string) => boolean,
): HostSide<typeof commands> {
  const declared = new Map(
    manifest.contributes?.commands?.map((command) => [qualifyName(identity.id, command.id), command]),
  );

  /** While the plugin runs a command itself: nobody clicked on anything of it. */
  let byPlugin = false;

  return {
    register(name, handler) {
      const id = qualifyName(identity.id, name);
      const command = declared.get(id) ?? { title: id, category: undefined };
      const registration = registry.register(
        { ...command, id, category: command.category ?? identity.name, plugin: identity },
        async (...args) => {
          if (!byPlugin) gesture.mark();
          try {
            return await handler(...args);
          } catch (error) {
            throw nameSilence(id, identity.name, error);
          }
        },
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
      if (owner && owner.id !== identity.id && !isExported(owner.id, id)) {
        const denial = new PluginError(
          'PERMISSION_DENIED',
          `commands.execute: ${id} belongs to the plugin ${owner.id}, which does not export it: a plugin runs its own commands, those of the app and exported ones`,
          { data: { method: 'commands.execute', plugin: identity.id } },
        );
        onDenied(denial);
        throw denial;
      }
      byPlugin = true;
      try {
        const result = registry.execute(id, ...args);
        return owner ? result : result.catch((error) => Promise.reject(withoutInsides(error)));
      } finally {
        byPlugin = false;
      }
    },

    getAll: {
      get: () => registry.getAll().map(({ id }) => id),
      // Any plugin may change it, and each change would go to all of them.
      subscribe(listener) {
        const { changed, dispose } = coalesce(listener, COALESCE, clock);
        const unsubscribe = registry.subscribe(changed);
        return {
          dispose() {
            unsubscribe();
            dispose();
          },
        };
      },
    },
  };
}

/** The wire knows a handler by its number, which says nothing to whoever ran the command. */
function nameSilence(id: string, plugin: string, error: unknown): unknown {
  if (!(error instanceof PluginError) || error.cause !== DEADLINE) return error;
  return new PluginError('DEADLINE_EXCEEDED', `The command ${id} of ${plugin} did not answer in time`, {
    cause: error,
  });
}
