import type { PluginSandbox } from '../sandbox/plugin-sandbox.ts';

export interface DeathInquestOptions {
  /** Every sandbox that is still believed to run. */
  living(): readonly PluginSandbox[];
  /** Starts a plugin again and resolves when it runs, or rejects. */
  restart(pluginId: string): Promise<void>;
  /** A plugin died alone, or so often in the same company that it is to blame. */
  onCulprit(pluginId: string): void;
  now(): number;
}

/** Deaths in company within {@link WINDOW} after which nobody is restarted any more: one of them takes the others along. */
const MAX_COMMON_DEATHS = 3;
const WINDOW = 60_000;

/**
 * Finds out who died together. Sandboxed frames can share one renderer process: when it goes, all its plugins fall silent, and the one
 * whose heartbeat was due first is no more to blame than the others. So when one falls silent, all are asked at once. Those
 * that died in company are started again one at a time; whoever then dies alone is the culprit and stays down.
 */
export interface DeathInquest {
  /** A plugin fell silent. Resolves when those that died with it run again. */
  examine(pluginId: string): Promise<void>;
}

export function createDeathInquest({ living, restart, onCulprit, now }: DeathInquestOptions): DeathInquest {
  let commonDeaths: number[] = [];
  let current: Promise<void> | undefined;
  const victims = new Set<string>();

  async function examineAll(): Promise<void> {
    const suspects = [...living()];
    const alive = await Promise.all(suspects.map((sandbox) => sandbox.probe(sandbox.deadlines.heartbeat)));
    suspects.forEach(({ pluginId }, index) => {
      if (!alive[index]) victims.add(pluginId);
    });
    // Who fell silent first is asked to start last: it may be the one that takes the others along.
    const together = [...victims].reverse();
    victims.clear();
    if (together.length < 2) {
      for (const pluginId of together) onCulprit(pluginId);
      return;
    }
    commonDeaths = [...commonDeaths.filter((time) => now() - time < WINDOW), now()];
    if (commonDeaths.length > MAX_COMMON_DEATHS) {
      // Whoever it is that takes the others along, it is one of these.
      for (const pluginId of together) onCulprit(pluginId);
      return;
    }
    for (const pluginId of together) {
      // A failed restart has put the plugin in state `error` with its cause; the next one still gets its chance.
      await restart(pluginId).catch(() => undefined);
    }
  }

  /** Who dies while others are started again is a case of its own. */
  async function examineWhileAnyDies(): Promise<void> {
    while (victims.size > 0) await examineAll();
  }

  return {
    examine(pluginId) {
      victims.add(pluginId);
      current ??= examineWhileAnyDies().finally(() => {
        current = undefined;
      });
      return current;
    },
  };
}
