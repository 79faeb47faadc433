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

/**
 * `api.commands` of one plugin: its short ids become full ones, its manifest says how they read.
 *
 * @param isLent whether this plugin may run the command of another one now; throws where it has run too many
 */
export function bindCommands(
  { identity, manifest, clock, gesture, signal, onUse, onDenied }: PluginScope,
  registry: CommandRegistry,
  isLent: (pluginId: string, command: string) => boolean,
): HostSide<typeof commands> {
  const declared = new Map(
    manifest.contributes?.commands?.map((command) => [qualifyName(identity.id, command.id), command]),
  );

  return {
    register(name, handler) {
      const id = qualifyName(identity.id, name);
      const command = declared.get(id) ?? { title: id, category: undefined };
      const registration = registry.registerRunner(
        { ...command, id, category: command.category ?? identity.name, plugin: identity },
        async (args, caller) => {
          onUse();
          // What a plugin runs, nobody clicked on.
          if (caller === undefined) gesture.mark();
          try {
            return await handler(...args);
          } catch (error) {
            const silence = nameSilence(id, identity.name, error);
            const isOurs = silence !== undefined || signal.aborted;
            throw isOurs && caller !== undefined ? withoutInsides(silence ?? error) : (silence ?? error);
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
      const own = qualifyName(identity.id, name);
      const id = !registry.get(own) && registry.get(name) ? name : own;
      const owner = registry.get(id)?.plugin;
      if (owner && owner.id !== identity.id && !isLent(owner.id, id)) {
        const denial = new PluginError(
          'PERMISSION_DENIED',
          `commands.execute: ${id} belongs to the plugin ${owner.id}, which does not export it: a plugin runs its own commands, those of the app and exported ones`,
          { data: { method: 'commands.execute', plugin: identity.id } },
        );
        onDenied(denial);
        throw denial;
      }
      const result = registry.executeFor(identity.id, id, ...args);
      return owner ? result : result.catch((error) => Promise.reject(withoutInsides(error)));
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

/** The wire knows a handler by its number, which says nothing to whoever ran the command. `undefined` for what is no silence. */
function nameSilence(id: string, plugin: string, error: unknown): PluginError | undefined {
  if (!(error instanceof PluginError) || error.cause !== DEADLINE) return undefined;
  return new PluginError('DEADLINE_EXCEEDED', `The command ${id} of ${plugin} did not answer in time`, {
    cause: error,
  });
}
