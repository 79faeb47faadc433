import type { PluginStorage } from './host-source.ts';

/** What a plugin stores, in a map that the test can look into. */
export function memoryStorage<V>(values: Map<string, V>) {
  return {
    get: async (key: string) => values.get(key),
    async set(key: string, value: V) {
      values.set(key, value);
    },
    async delete(key: string) {
      values.delete(key);
    },
    keys: async () => [...values.keys()],
    clear: async () => values.clear(),
  } satisfies Record<keyof PluginStorage, unknown>;
}
