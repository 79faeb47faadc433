import * as v from 'valibot';

/** The part of `localStorage` that an import needs. */
export type LegacyStorage = Pick<Storage, 'getItem' | 'setItem'>;

/** How far an import has come with a plugin: `begun`, then `installed` once the back end has it, then `done` for ever. */
export type ImportStep = 'begun' | 'installed' | 'done';

/** How far an import has come: it survives the page. Every method throws what the storage throws. */
export interface ImportProgress {
  /** The last step that was noted; `undefined` for a plugin that no import has begun with. */
  stepOf(id: string): ImportStep | undefined;
  note(id: string, step: ImportStep): void;
}

const ids = v.array(v.string());
const ORDER = ['done', 'installed', 'begun'] as const;
const SUFFIX: Record<ImportStep, string> = { begun: 'importing', installed: 'installed', done: 'imported' };

/** Notes in `<key>:importing`, `<key>:installed` and `<key>:imported` how far it has come with which: lists of plugin ids in JSON. */
export function createImportProgress(storage: LegacyStorage, key: string): ImportProgress {
  const nameOf = (step: ImportStep) => `${key}:${SUFFIX[step]}`;
  // Read anew for each step: where there are no locks, another tab may write it too.
  const has = (step: ImportStep, id: string) => read(storage, nameOf(step)).includes(id);
  const stepOf = (id: string) => ORDER.find((step) => has(step, id));
  return {
    stepOf,
    note(id, step) {
      const before = stepOf(id);
      if (before === step || before === 'done') return;
      storage.setItem(nameOf(step), JSON.stringify([...read(storage, nameOf(step)), id]));
      if (!before) return;
      const rest = read(storage, nameOf(before)).filter((other) => other !== id);
      storage.setItem(nameOf(before), JSON.stringify(rest));
    },
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
