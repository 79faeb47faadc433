import { clear, createStore, set, setMany } from 'idb-keyval';
import { createPluginStorage } from '../../packages/plugin-host/src/storage/plugin-storage.ts';
import { type InterleaveOptions, interleave, type Samples } from './interleave.ts';

const WRITES = 1_000;

const keys = Array.from({ length: WRITES }, (_, index) => `key-${index}`);
const value = (key: string) => ({ key, at: 1_700_000_000_000, tags: ['a', 'b'] });

/** Milliseconds until 1,000 values, all asked for at once, are stored. */
export async function measureStorage(options: InterleaveOptions): Promise<Samples> {
  const store = createStore('bench-idb-keyval', 'values');
  const storeOfMany = createStore('bench-idb-keyval-many', 'values');
  const storage = createPluginStorage('bench', 'bench');

  const measure = (write: () => Promise<unknown>, empty: () => Promise<void>) => async () => {
    const begin = performance.now();
    await write();
    const milliseconds = performance.now() - begin;
    await empty();
    return milliseconds;
  };
  const setAll = (write: (key: string) => Promise<void>) => () => Promise.all(keys.map(write));
  return interleave(
    [
      {
        name: 'ours',
        measure: measure(
          setAll((key) => storage.set(key, value(key))),
          storage.clear,
        ),
      },
      {
        name: 'idb-keyval',
        measure: measure(
          setAll((key) => set(key, value(key), store)),
          () => clear(store),
        ),
      },
      {
        name: 'idb-keyval-setMany',
        measure: measure(
          () =>
            setMany(
              keys.map((key) => [key, value(key)]),
              storeOfMany,
            ),
          () => clear(storeOfMany),
        ),
      },
    ],
    options,
  );
}
