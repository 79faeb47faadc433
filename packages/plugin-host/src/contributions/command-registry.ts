import { type Disposable, toDisposable } from '@fluxstudio/plugin-protocol/disposable';
import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import { callListeners } from '../call-listeners.ts';
import type { PluginIdentity } from '../services.ts';

/** A command that can be run now. Text comes from the plugin and is plain text. */
export interface CommandEntry {
  /** `<pluginId>.<name>`, or whatever name the app gave to its own. */
  readonly id: string;
  readonly title: string;
  readonly description?: string;
  readonly category?: string;
  readonly icon?: string;
  readonly shortcut?: string | string[];
  /** Absent for a command of the app. */
  readonly plugin?: PluginIdentity;
}

type CommandHandler = (...args: unknown[]) => unknown;

interface Registration {
  entry: CommandEntry;
  handler: CommandHandler;
}

/** All registered commands. `subscribe` and `getSnapshot` fit `useSyncExternalStore`: the snapshot is stable between changes. */
export interface CommandRegistry {
  /** @throws PluginError `ALREADY_EXISTS`, naming the owner */
  register(entry: CommandEntry, handler: CommandHandler): Disposable;
  get(id: string): CommandEntry | undefined;
  getAll(): readonly CommandEntry[];
  /** @throws PluginError `NOT_FOUND`, or whatever the command throws */
  execute(id: string, ...args: unknown[]): Promise<unknown>;
  subscribe(listener: () => void): () => void;
  getSnapshot(): readonly CommandEntry[];
}

export function createCommandRegistry(): CommandRegistry {
  const registrations = new Map<string, Registration>();
  const listeners = new Set<() => void>();
  let snapshot: readonly CommandEntry[] | undefined = [];

  function changed(): void {
    // A plugin may register a thousand commands in one turn: that is one change.
    if (snapshot) queueMicrotask(() => callListeners(listeners));
    snapshot = undefined;
  }

  function getSnapshot(): readonly CommandEntry[] {
    snapshot ??= [...registrations.values()].map(({ entry }) => entry);
    return snapshot;
  }

  return {
    register(entry, handler) {
      const existing = registrations.get(entry.id);
      if (existing) {
        const owner = existing.entry.plugin ? `the plugin ${existing.entry.plugin.id}` : 'the app';
        throw new PluginError('ALREADY_EXISTS', `The command ${entry.id} is already registered by ${owner}`);
      }
      const registration = { entry, handler };
      registrations.set(entry.id, registration);
      changed();
      return toDisposable(() => {
        if (registrations.get(entry.id) !== registration) return;
        registrations.delete(entry.id);
        changed();
      });
    },
    get: (id) => registrations.get(id)?.entry,
    getAll: getSnapshot,
    async execute(id, ...args) {
      const registration = registrations.get(id);
      if (!registration) throw new PluginError('NOT_FOUND', `There is no command ${id}`);
      return await registration.handler(...args);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    getSnapshot,
  };
}
