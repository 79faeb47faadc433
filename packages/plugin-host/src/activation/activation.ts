import { type Disposable, toDisposable } from '@fluxstudio/plugin-protocol/disposable';
import type { PluginInstance } from '../registry/plugin-instance.ts';
import { activationEventsOf } from './activation-events.ts';
import type { StartupLocks } from './startup-locks.ts';

export interface ActivationOptions {
  subscribe(listener: () => void): () => void;
  getAll(): readonly PluginInstance[];
  /** Starts one that waits. */
  wake(pluginId: string): Promise<void>;
  locks: StartupLocks;
  /** A plugin that should have started did not. */
  onFailure(pluginId: string, error: unknown): void;
}

/** Starts plugins when what they wait for happens. */
export interface Activation extends Disposable {
  /**
   * Something happens that plugins may wait for: `onPanel:color-palette.colors`, `onFileType:png`. Resolves when those that waited run;
   * one that fails is in state `error` and keeps no other from starting.
   */
  trigger(event: string): Promise<void>;
  /** Starts one that waits. Resolves with whether it runs then. */
  start(pluginId: string): Promise<boolean>;
  /** The plugins that an event would start now. */
  waitingFor(event: string): readonly string[];
  /** Whether a plugin is started by events alone, and by every one of these. */
  wakesFor(plugin: PluginInstance, names: readonly string[]): boolean;
  /** Starts what starts with the app, now and whenever it becomes enabled. Resolves when those that start in every tab run. */
  begin(): Promise<void>;
}

/** In every tab of the user. */
const ALWAYS = '*';
/** In one of the user's tabs, for work in the background. */
const ONCE = 'onStartup';

export function createActivation(options: ActivationOptions): Activation {
  const { subscribe, getAll, locks, onFailure } = options;
  const events = new WeakMap<PluginInstance['manifest'], ReadonlySet<string>>();
  const turns = new Map<string, Disposable>();
  let begun: (() => void) | undefined;
  let enabled = new Map<string, PluginInstance['manifest']>();

  function eventsOf({ manifest }: PluginInstance): ReadonlySet<string> {
    const known = events.get(manifest) ?? activationEventsOf(manifest);
    events.set(manifest, known);
    return known;
  }

  async function wake(pluginId: string): Promise<boolean> {
    try {
      await options.wake(pluginId);
      return true;
    } catch (error) {
      onFailure(pluginId, error);
      return false;
    }
  }

  const waitingFor = (event: string) =>
    getAll()
      .filter((plugin) => isWaiting(plugin) && eventsOf(plugin).has(event))
      .map(({ manifest }) => manifest.id);

  async function trigger(event: string): Promise<void> {
    await Promise.all(waitingFor(event).map(wake));
  }

  /** Looks after those that have become enabled, or another version, and those that no longer are. */
  function follow(): Promise<void> {
    const before = enabled;
    enabled = new Map();
    const starting: Promise<unknown>[] = [];
    const wanted = new Set<string>();
    for (const plugin of getAll()) {
      const { manifest, state } = plugin;
      if (!plugin.enabled) continue;
      enabled.set(manifest.id, manifest);
      const events = eventsOf(plugin);
      const isNew = before.get(manifest.id) !== manifest;
      if (isNew && isWaiting(plugin) && events.has(ALWAYS)) starting.push(wake(manifest.id));
      // One that fails here may do better in another tab.
      else if (events.has(ONCE) && state !== 'error' && state !== 'disabled') wanted.add(manifest.id);
    }
    for (const id of [...turns.keys()]) if (!wanted.has(id)) giveTurnBack(id);
    for (const id of wanted)
      if (!turns.has(id))
        turns.set(
          id,
          locks.hold(id, () => void takeTurn(id)),
        );
    return Promise.all(starting).then(() => undefined);
  }

  function giveTurnBack(pluginId: string): void {
    turns.get(pluginId)?.dispose();
    turns.delete(pluginId);
  }

  async function takeTurn(pluginId: string): Promise<void> {
    const plugin = getAll().find(({ manifest }) => manifest.id === pluginId);
    if (plugin && isWaiting(plugin)) await wake(pluginId);
  }

  return {
    trigger,
    start: wake,
    waitingFor,
    wakesFor(plugin, names) {
      const own = eventsOf(plugin);
      return !own.has(ALWAYS) && !own.has(ONCE) && names.every((name) => own.has(name));
    },
    begin() {
      begun ??= subscribe(() => void follow());
      return follow();
    },
    dispose: toDisposable(() => {
      begun?.();
      for (const turn of turns.values()) turn.dispose();
    }).dispose,
  };
}

/** One that failed waits for the user, not for what happens. */
function isWaiting({ enabled, state }: PluginInstance): boolean {
  return enabled && (state === 'inactive' || state === 'loading');
}
