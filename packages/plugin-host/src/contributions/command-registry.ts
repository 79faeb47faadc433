import { type Disposable, toDisposable } from '@fluxstudio/plugin-protocol/disposable';
import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import { withoutInsides } from '../api/outward-error.ts';
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

/** @param caller the plugin that runs the command; `undefined` where the app does, because of its user */
export type CommandRunner = (args: readonly unknown[], caller: string | undefined) => unknown;

/** All commands, of plugins that run and of those that wait. `subscribe` and `getSnapshot` have those to be shown now. */
export interface CommandRegistry {
  /** The commands a plugin's manifest declares, in place of what it declared before. */
  declare(pluginId: string, entries: readonly CommandEntry[]): void;
  /** @throws PluginError `ALREADY_EXISTS`, naming the owner */
  register(entry: CommandEntry, handler: CommandHandler): Disposable;
  /** Like `register`, for code that has to know who runs the command. */
  registerRunner(entry: CommandEntry, run: CommandRunner): Disposable;
  get(id: string): CommandEntry | undefined;
  /** Whether a manifest declares it. */
  isDeclared(id: string): boolean;
  /** All of them, also those whose `when` does not hold: they can be run, and are not shown. */
  getAll(): readonly CommandEntry[];
  /**
   * Runs a command. One of a plugin that does not run starts it first; all that is asked for meanwhile waits.
   *
   * @throws PluginError `NOT_FOUND`, why the plugin does not start, or whatever the command throws
   */
  execute(id: string, ...args: unknown[]): Promise<unknown>;
  /**
   * Runs a command for a plugin. One of its own that is not registered is not waited for: the plugin runs already. Why another one
   * does not start is told without stack and cause.
   */
  executeFor(caller: string, id: string, ...args: unknown[]): Promise<unknown>;
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
  const runners = new Map<string, CommandRunner>();

  async function awaken(id: string, caller?: string): Promise<CommandRunner> {
    const plugin = list.get(id)?.plugin;
    if (!plugin) throw new PluginError('NOT_FOUND', `There is no command ${id}`);
    if (plugin.id !== caller) await wake(plugin.id);
    const registered = runners.get(id);
    if (registered) return registered;
    throw new PluginError(
      'NOT_FOUND',
      `${plugin.name} declares the command ${id} in its manifest and did not register it`,
    );
  }

  function registerRunner(entry: CommandEntry, run: CommandRunner): Disposable {
    const { id, plugin } = entry;
    if (!plugin) names.claim(id);
    else if (names.has(plugin.id)) {
      throw new PluginError(
        'ALREADY_EXISTS',
        `Commands that begin with “${plugin.id}.” are those of the app: a plugin of this id cannot register any`,
      );
    }
    const registration = list.register(entry);
    runners.set(id, run);
    return toDisposable(() => {
      runners.delete(id);
      registration.dispose();
    });
  }

  return {
    declare: list.declare,
    register: (entry, handler) => registerRunner(entry, (args) => handler(...args)),
    registerRunner,
    get: list.get,
    isDeclared: list.isDeclared,
    getAll: list.getAll,
    execute: async (id, ...args) => (runners.get(id) ?? (await awaken(id)))(args, undefined),
    async executeFor(caller, id, ...args) {
      const awake = () =>
        awaken(id, caller).catch((error): never => {
          throw withoutInsides(error);
        });
      return (runners.get(id) ?? (await awake()))(args, caller);
    },
    subscribe: list.subscribe,
    getSnapshot: list.getSnapshot,
  };
}
