import { type Disposable, toDisposable } from '@fluxstudio/plugin-protocol/disposable';
import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import { callListeners } from '../call-listeners.ts';
import type { PluginIdentity } from '../services.ts';

/** Something a plugin adds to the app, under its full id. */
export interface Contributed {
  readonly id: string;
  readonly plugin: PluginIdentity;
}

/** What is registered now, such as panels. `subscribe` and `getSnapshot` fit `useSyncExternalStore`. */
export interface ContributionList<T extends Contributed> {
  /** @throws PluginError `ALREADY_EXISTS`, naming the owner */
  register(entry: T): Disposable;
  subscribe(listener: () => void): () => void;
  getSnapshot(): readonly T[];
}

/** @param what for the error: `panel` */
export function createContributionList<T extends Contributed>(what: string): ContributionList<T> {
  const entries = new Map<string, T>();
  const listeners = new Set<() => void>();
  let snapshot: readonly T[] = [];

  function changed(): void {
    snapshot = [...entries.values()];
    callListeners(listeners);
  }

  return {
    register(entry) {
      const existing = entries.get(entry.id);
      if (existing) {
        throw new PluginError(
          'ALREADY_EXISTS',
          `The ${what} ${entry.id} is already registered by the plugin ${existing.plugin.id}`,
        );
      }
      entries.set(entry.id, entry);
      changed();
      return toDisposable(() => {
        if (entries.get(entry.id) !== entry) return;
        entries.delete(entry.id);
        changed();
      });
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    getSnapshot: () => snapshot,
  };
}
