import * as v from 'valibot';

/** The part of `localStorage` that an import needs. */
export type LegacyStorage = Pick<Storage, 'getItem' | 'setItem'>;

/** How far an import has come: it survives the page. Every method throws what the storage throws. */
export interface ImportProgress {
  /** Whether the plugin is never to be imported again. */
  isDone(id: string): boolean;
  done(id: string): void;
  /** Whether an import has begun with the plugin and not been done with it. */
  isBegun(id: string): boolean;
  begin(id: string): void;
}

const ids = v.array(v.string());

/** Notes in `<key>:imported` what is done, and in `<key>:importing` what is begun: lists of plugin ids in JSON. */
export function createImportProgress(storage: LegacyStorage, key: string): ImportProgress {
  const doneKey = `${key}:imported`;
  const begunKey = `${key}:importing`;
  // Read anew for each step: where there are no locks, another tab may write it too.
  const add = (name: string, id: string): void => {
    const list = read(storage, name);
    if (!list.includes(id)) storage.setItem(name, JSON.stringify([...list, id]));
  };
  return {
    isDone: (id) => read(storage, doneKey).includes(id),
    done(id) {
      add(doneKey, id);
      const begun = read(storage, begunKey);
      if (begun.includes(id))
        storage.setItem(begunKey, JSON.stringify(begun.filter((other) => other !== id)));
    },
    isBegun: (id) => read(storage, begunKey).includes(id),
    begin: (id) => add(begunKey, id),
  };
}

/** What is no list of ids is an empty one. */
function read(storage: LegacyStorage, name: string): string[] {
  const text = storage.getItem(name);
  if (text === null) return [];
  try {
    return v.parse(ids, JSON.parse(text));
  } catch {
    return [];
  }
}
