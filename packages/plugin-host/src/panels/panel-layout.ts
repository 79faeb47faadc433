import type { Clock } from '@fluxstudio/plugin-protocol/rpc/deadlines';
import * as v from 'valibot';
import { createSnapshotStore } from '../contributions/snapshot-store.ts';
import type { HostValues } from '../storage/host-values.ts';
import { createPanelReveals, type PanelReveals } from './panel-reveals.ts';

/** How the user has arranged one panel. */
export interface PanelArrangement {
  readonly collapsed?: boolean;
  /** Pixels. */
  readonly height?: number;
}

/** How the user has arranged panels, in this browser. `subscribe` and `getSnapshot` fit `useSyncExternalStore`. */
export interface PanelLayout extends PanelReveals {
  readonly subscribe: (listener: () => void) => () => void;
  /** By the full id of a panel. */
  readonly getSnapshot: () => ReadonlyMap<string, PanelArrangement>;
  /** Shown at once, and kept where the browser keeps data. */
  set(panelId: string, arrangement: PanelArrangement): void;
}

const KEY = 'panels';
/** Arrangements kept: those that were changed last. */
const KEPT = 500;

const stored = v.array(
  v.tuple([
    v.string(),
    v.object({
      collapsed: v.optional(v.boolean()),
      height: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(10_000))),
    }),
  ]),
);

/** What is damaged counts as not arranged. */
function parseStored(value: unknown): v.InferOutput<typeof stored> {
  const result = v.safeParse(stored, value);
  return result.success ? result.output : [];
}

export async function loadPanelLayout(
  values: HostValues,
  clock: Clock,
  onProblem: (message: string) => void,
): Promise<PanelLayout> {
  const arranged = new Map<string, PanelArrangement>(
    parseStored(await values.read(KEY).catch(() => undefined)),
  );
  const store = createSnapshotStore<ReadonlyMap<string, PanelArrangement>>(() => new Map(arranged));
  let writing = Promise.resolve();
  let told = false;

  return {
    ...createPanelReveals(clock),
    subscribe: store.subscribe,
    getSnapshot: store.getSnapshot,
    set(panelId, arrangement) {
      const next = { ...arranged.get(panelId), ...arrangement };
      arranged.delete(panelId);
      arranged.set(panelId, next);
      store.invalidate();
      writing = writing
        .then(() =>
          // Another tab may have arranged other panels since.
          values.update(KEY, (value) => {
            const kept = new Map(parseStored(value));
            const newest = { ...kept.get(panelId), ...arrangement };
            kept.delete(panelId);
            return [...kept.set(panelId, newest)].slice(-KEPT);
          }),
        )
        .catch(() => {
          if (!told)
            onProblem('How panels are arranged is not kept: this browser does not let the app keep data');
          told = true;
        });
    },
  };
}
