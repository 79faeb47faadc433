import { useCallback, useEffect, useRef, useState } from 'react';
import type { AvailableUpdate } from '../../backend/backend.ts';
import type { PluginRegistry } from '../../registry/plugin-registry.ts';
import { usePluginHost } from '../plugin-host-provider.tsx';

/** How the update of one plugin ended, where it did not do what it should. */
export type UpdateFault =
  | { readonly kind: 'failed'; readonly error: unknown }
  /** The user did not allow what the new version asks for. */
  | { readonly kind: 'refused' };

export interface UpdateRun {
  readonly update: AvailableUpdate;
  readonly step: number;
  readonly steps: number;
}

export interface UpdateAll {
  /** The update under way: one at a time, since each may ask the user something. */
  readonly current: UpdateRun | null;
  readonly faults: ReadonlyMap<string, UpdateFault>;
  /** Updates plugins one after the other. */
  run(updates: readonly AvailableUpdate[]): void;
  /** Lets the one under way end, and begins no other. */
  stop(): void;
}

/** Puts newer versions in the place of installed ones; consent is asked for by the registry. */
export function useUpdateAll(onDone: (updated: readonly AvailableUpdate[]) => void): UpdateAll {
  const { registry } = usePluginHost();
  const [current, setCurrent] = useState<UpdateRun | null>(null);
  const [faults, setFaults] = useState<ReadonlyMap<string, UpdateFault>>(new Map());
  const running = useRef<{ stopped: boolean } | null>(null);
  const done = useRef(onDone);
  done.current = onDone;

  useEffect(
    () => () => {
      if (running.current) running.current.stopped = true;
    },
    [],
  );

  const run = useCallback(
    async (updates: readonly AvailableUpdate[]) => {
      if (running.current) return;
      const state = { stopped: false };
      running.current = state;
      const updated: AvailableUpdate[] = [];
      for (const [index, update] of updates.entries()) {
        if (state.stopped) break;
        setCurrent({ update, step: index + 1, steps: updates.length });
        const fault = await updateOne(registry, update);
        if (!fault) updated.push(update);
        setFaults((before) => withFault(before, update.pluginId, fault));
      }
      running.current = null;
      setCurrent(null);
      done.current(updated);
    },
    [registry],
  );

  const stop = useCallback(() => {
    if (running.current) running.current.stopped = true;
  }, []);
  return { current, faults, run, stop };
}

function withFault(
  before: ReadonlyMap<string, UpdateFault>,
  id: string,
  fault: UpdateFault | undefined,
): ReadonlyMap<string, UpdateFault> {
  const after = new Map(before);
  if (fault) after.set(id, fault);
  else after.delete(id);
  return after;
}

async function updateOne(
  registry: PluginRegistry,
  { pluginId, manifest }: AvailableUpdate,
): Promise<UpdateFault | undefined> {
  try {
    const { manifest: now } = await registry.update(pluginId, manifest);
    return now.version === manifest.version ? undefined : { kind: 'refused' };
  } catch (error) {
    return { kind: 'failed', error };
  }
}
