import type { Clock } from '@fluxstudio/plugin-protocol/rpc/deadlines';
import { callListeners } from '../call-listeners.ts';
import type { PluginActivity } from './activity-recorder.ts';

/** The activity of plugins, as a store that React can read. */
export interface ActivityLog {
  /**
   * Hears that the activity of a plugin has changed, once a second at most. Nothing is computed while nobody listens.
   *
   * @returns ends it
   */
  subscribe(pluginId: string, listener: () => void): () => void;
  /** The same object until it changes. As old as a second. */
  getSnapshot(pluginId: string): PluginActivity;
}

export interface DisposableActivityLog extends ActivityLog {
  dispose(): void;
}

/** Milliseconds between two looks at what is watched. */
const INTERVAL = 1000;

const NONE: PluginActivity = {
  calls: 0,
  callsLastMinute: 0,
  errors: 0,
  p50: undefined,
  p95: undefined,
  bytesReceived: 0,
  heartbeatLag: undefined,
  crashes: 0,
};

interface Look {
  readonly activity: PluginActivity;
  readonly at: number;
}

/** @param read what was recorded of a plugin, where it has run */
export function createActivityLog(
  read: (pluginId: string) => PluginActivity | undefined,
  clock: Clock,
): DisposableActivityLog {
  const looks = new Map<string, Look>();
  const listeners = new Map<string, Set<() => void>>();
  let timer: unknown;

  /** Keeps the object where nothing has changed. */
  function look(pluginId: string): PluginActivity {
    const now = read(pluginId) ?? NONE;
    const before = looks.get(pluginId)?.activity;
    const activity = before && isSame(before, now) ? before : now;
    looks.set(pluginId, { activity, at: clock.now() });
    return activity;
  }

  function tick(): void {
    timer = clock.setTimeout(tick, INTERVAL);
    for (const [pluginId, heard] of listeners) {
      if (looks.get(pluginId)?.activity !== look(pluginId)) callListeners([...heard]);
    }
  }

  function stop(): void {
    clock.clearTimeout(timer);
    timer = undefined;
  }

  return {
    subscribe(pluginId, listener) {
      const heard = listeners.get(pluginId) ?? new Set();
      listeners.set(pluginId, heard.add(listener));
      timer ??= clock.setTimeout(tick, INTERVAL);
      return () => {
        heard.delete(listener);
        if (heard.size > 0 || listeners.get(pluginId) !== heard) return;
        listeners.delete(pluginId);
        if (listeners.size === 0) stop();
      };
    },
    getSnapshot(pluginId) {
      const known = looks.get(pluginId);
      return known && clock.now() - known.at < INTERVAL ? known.activity : look(pluginId);
    },
    dispose() {
      stop();
      listeners.clear();
    },
  };
}

function isSame(a: PluginActivity, b: PluginActivity): boolean {
  return (
    a.calls === b.calls &&
    a.callsLastMinute === b.callsLastMinute &&
    a.errors === b.errors &&
    a.bytesReceived === b.bytesReceived &&
    a.heartbeatLag === b.heartbeatLag &&
    a.crashes === b.crashes
  );
}
