import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import { callListeners } from '../call-listeners.ts';
import type { PluginInstance } from './plugin-instance.ts';

/** The installed plugins, as a store that React can read: the snapshot is the same array until something changes. */
export interface InstanceTable {
  get(id: string): PluginInstance | undefined;
  /** @throws PluginError `NOT_FOUND` */
  require(id: string): PluginInstance;
  set(instance: PluginInstance): void;
  /** Changes one that is there; one that was removed meanwhile stays removed. */
  patch(id: string, patch: Partial<PluginInstance>): void;
  delete(id: string): void;
  ids(): string[];
  subscribe(listener: () => void): () => void;
  /** Newest install first. */
  getSnapshot(): readonly PluginInstance[];
}

export function createInstanceTable(): InstanceTable {
  const instances = new Map<string, PluginInstance>();
  const listeners = new Set<() => void>();
  let snapshot: readonly PluginInstance[] = [];

  function changed(): void {
    snapshot = [...instances.values()].sort((a, b) => b.installedAt.localeCompare(a.installedAt));
    callListeners(listeners);
  }

  return {
    get: (id) => instances.get(id),
    require(id) {
      const instance = instances.get(id);
      if (!instance) throw new PluginError('NOT_FOUND', `The plugin ${id} is not installed`);
      return instance;
    },
    set(instance) {
      instances.set(instance.manifest.id, instance);
      changed();
    },
    patch(id, patch) {
      const instance = instances.get(id);
      if (!instance) return;
      instances.set(id, { ...instance, ...patch });
      changed();
    },
    delete(id) {
      if (instances.delete(id)) changed();
    },
    ids: () => [...instances.keys()],
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    getSnapshot: () => snapshot,
  };
}
