import { type Disposable, toDisposable } from '@fluxstudio/plugin-protocol/disposable';
import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import type { PluginIdentity } from '../services.ts';
import type { Condition, ContextKeys } from './context-keys.ts';
import { createSnapshotStore } from './snapshot-store.ts';

/** Something that is added to the app, under its full id. */
export interface Contributed {
  /** `<pluginId>.<name>`, or whatever name the app gave to its own. */
  readonly id: string;
  /** Absent for what the app adds itself. */
  readonly plugin?: PluginIdentity | undefined;
  /** Shown only while this holds: see {@link ContextKeys}. */
  readonly when?: string | undefined;
  /** Lower ones stand first; without it 0. */
  readonly order?: number | undefined;
}

/**
 * What plugins add to one place of the app, such as its panels: declared by manifests before any plugin runs, or registered by
 * those that do. What a plugin registers takes the place of what it declared under the same id, and so does what the app
 * registers. `subscribe` and `getSnapshot` fit `useSyncExternalStore`; the snapshot has what is to be shown now, in order.
 */
export interface ContributionList<T extends Contributed> {
  /** What a plugin's manifest declares, in place of what it declared before. */
  declare(pluginId: string, entries: readonly T[]): void;
  /** @throws PluginError `ALREADY_EXISTS`, naming the owner */
  register(entry: T): Disposable;
  get(id: string): T | undefined;
  /** Whether a manifest declares it: then it is there again when its plugin is. */
  isDeclared(id: string): boolean;
  /** All of them, also those that are not to be shown now. */
  getAll(): readonly T[];
  readonly subscribe: (listener: () => void) => () => void;
  readonly getSnapshot: () => readonly T[];
}

interface Slot<T> {
  readonly entry: T;
  readonly condition: Condition;
}

const EMPTY: readonly never[] = [];

/** @param what for the error: `panel` */
export function createContributionList<T extends Contributed>(
  what: string,
  context: ContextKeys,
): ContributionList<T> {
  const declared = new Map<string, readonly Slot<T>[]>();
  const declaredById = new Map<string, T>();
  const live = new Map<string, Slot<T>>();
  // In order once: a condition that changes only leaves some out.
  const ordered = createSnapshotStore(() => sorted(slots()));
  const all = createSnapshotStore(() => ordered.getSnapshot().map(entryOf));
  const store = createSnapshotStore(() =>
    ordered
      .getSnapshot()
      .filter(({ condition }) => condition.value)
      .map(entryOf),
  );
  const open = (entry: T): Slot<T> => ({ entry, condition: context.watch(entry.when, store.invalidate) });

  function slots(): Slot<T>[] {
    // By the ids of plugins: what is installed last stands where it will stand after a reload.
    const plugins = [...declared.keys()].sort();
    const fixed = plugins
      .flatMap((id) => declared.get(id) ?? EMPTY)
      .map((slot) => live.get(slot.entry.id) ?? slot);
    const others = [...live.values()].filter(({ entry }) => !declaredById.has(entry.id));
    return [...fixed, ...others];
  }

  function changed(): void {
    ordered.invalidate();
    all.invalidate();
    store.invalidate();
  }

  return {
    declare(pluginId, entries) {
      const before = declared.get(pluginId) ?? EMPTY;
      if (before.length + entries.length === 0) return;
      for (const { entry, condition } of before) {
        condition.dispose();
        declaredById.delete(entry.id);
      }
      for (const entry of entries) declaredById.set(entry.id, entry);
      const kept = entries.filter((entry) => declaredById.get(entry.id) === entry);
      if (kept.length > 0) declared.set(pluginId, kept.map(open));
      else declared.delete(pluginId);
      changed();
    },
    register(entry) {
      const declaration = declaredById.get(entry.id);
      // The app has its own names, whatever a manifest declares under one of them.
      const isFree = !entry.plugin || !declaration || declaration.plugin?.id === entry.plugin.id;
      const existing = live.get(entry.id)?.entry ?? (isFree ? undefined : declaration);
      if (existing) {
        const owner = existing.plugin ? `the plugin ${existing.plugin.id}` : 'the app';
        throw new PluginError('ALREADY_EXISTS', `The ${what} ${entry.id} is already registered by ${owner}`);
      }
      const slot = open(entry);
      live.set(entry.id, slot);
      changed();
      return toDisposable(() => {
        slot.condition.dispose();
        live.delete(entry.id);
        changed();
      });
    },
    get: (id) => live.get(id)?.entry ?? declaredById.get(id),
    isDeclared: (id) => declaredById.has(id),
    getAll: all.getSnapshot,
    subscribe: store.subscribe,
    getSnapshot: store.getSnapshot,
  };
}

const entryOf = <T>({ entry }: Slot<T>): T => entry;

function sorted<T extends Contributed>(slots: Slot<T>[]): readonly Slot<T>[] {
  return slots.sort((a, b) => (a.entry.order ?? 0) - (b.entry.order ?? 0));
}
