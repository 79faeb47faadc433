import { type Disposable, toDisposable } from '@fluxstudio/plugin-protocol/disposable';
import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import type { AppNames } from './app-names.ts';
import type { ContextKeys } from './context-keys.ts';
import { type Contributed, createContributionList } from './contribution-list.ts';

/** A command that can be run. Text comes from the plugin and is plain text. */
export interface CommandEntry extends Contributed {
  readonly title: string;
  readonly description?: string | undefined;
  readonly category?: string | undefined;
  readonly icon?: string | undefined;
  readonly shortcut?: string | string[] | undefined;
}

type CommandHandler = (...args: unknown[]) => unknown;

/** All commands, of plugins that run and of those that wait. `subscribe` and `getSnapshot` have those to be shown now. */
export interface CommandRegistry {
  /** The commands a plugin's manifest declares, in place of what it declared before. */
  declare(pluginId: string, entries: readonly CommandEntry[]): void;
  /** @throws PluginError `ALREADY_EXISTS`, naming the owner */
  register(entry: CommandEntry, handler: CommandHandler): Disposable;
  get(id: string): CommandEntry | undefined;
  /** All of them, also those whose `when` does not hold: they can be run, and are not shown. */
  getAll(): readonly CommandEntry[];
  /**
   * Runs a command. One of a plugin that does not run starts it first; all that is asked for meanwhile waits.
   *
   * @throws PluginError `NOT_FOUND`, why the plugin does not start, or whatever the command throws
   */
  execute(id: string, ...args: unknown[]): Promise<unknown>;
  readonly subscribe: (listener: () => void) => () => void;
  readonly getSnapshot: () => readonly CommandEntry[];
}

export interface CommandRegistryOptions {
  context: ContextKeys;
  names: AppNames;
  /** Starts a plugin that waits; resolves when it runs. */
  wake(pluginId: string): Promise<void>;
}

export function createCommandRegistry({ context, names, wake }: CommandRegistryOptions): CommandRegistry {
  const list = createContributionList<CommandEntry>('command', context);
  const handlers = new Map<string, CommandHandler>();

  async function handlerOf(id: string): Promise<CommandHandler> {
    const handler = handlers.get(id);
    if (handler) return handler;
    const plugin = list.get(id)?.plugin;
    if (!plugin) throw new PluginError('NOT_FOUND', `There is no command ${id}`);
    await wake(plugin.id);
    const registered = handlers.get(id);
    if (registered) return registered;
    throw new PluginError(
      'NOT_FOUND',
      `${plugin.name} declares the command ${id} in its manifest and did not register it`,
    );
  }

  return {
    declare: list.declare,
    register(entry, handler) {
      const { id, plugin } = entry;
      if (!plugin) names.claim(id.split(/[.:/]/, 1)[0] as string);
      else if (names.has(plugin.id)) {
        throw new PluginError(
          'ALREADY_EXISTS',
          `Commands that begin with “${plugin.id}.” are those of the app: a plugin of this id cannot register any`,
        );
      }
      const registration = list.register(entry);
      handlers.set(entry.id, handler);
      return toDisposable(() => {
        handlers.delete(entry.id);
        registration.dispose();
      });
    },
    get: list.get,
    getAll: list.getAll,
    execute: async (id, ...args) => (handlers.get(id) ?? (await handlerOf(id)))(...args),
    subscribe: list.subscribe,
    getSnapshot: list.getSnapshot,
  };
}
