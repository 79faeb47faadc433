import { type Disposable, toDisposable } from '@fluxstudio/plugin-protocol/disposable';
import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import { createNanoEvents, type Emitter } from 'nanoevents';
import type { AppNames } from './app-names.ts';

type Listener = (...args: unknown[]) => void;
type Listeners = Emitter<Record<string, Listener>>;

/** Who listens, and to how many names. */
interface Owner {
  readonly listeners: Listeners;
  names: number;
}

/** Something that was said: `name` is `<pluginId>:<event>` for an event of a plugin. */
export interface PublicEvent {
  readonly name: string;
  readonly args: readonly unknown[];
  /** Absent for the app. */
  readonly from?: string;
  /** 1 and more for each 2 KB of arguments that a plugin sends; the app's own are not looked at. */
  readonly weight: number;
  /** Whether a plugin listens to it already. */
  isHeardBy(pluginId: string): boolean;
}

/** Events between the app and plugins. The app's names are its own; a plugin's are `<pluginId>:<event>`. */
export interface EventBus {
  /** A listener of a plugin, or of the app where there is no owner. */
  on(event: string, listener: Listener, owner?: string): Disposable;
  /** An event of the app. What stands before its `:` belongs to the app from then on. */
  emit(event: string, args: readonly unknown[]): void;
  /**
   * An event of a plugin, under its name. One that is not public is heard by the plugin itself and nobody else.
   *
   * @throws PluginError `ALREADY_EXISTS` for a plugin with an id that the app's events begin with: it could imitate the app
   */
  emitFrom(
    pluginId: string,
    event: string,
    args: readonly unknown[],
    isPublic: boolean,
    weight?: number,
  ): void;
  /** What a plugin missed: to its listeners alone. */
  deliver(pluginId: string, event: string, args: readonly unknown[]): void;
  /** The events that a plugin listens to. */
  heardBy(pluginId: string): readonly string[];
  /** How many listeners an event of a plugin has. */
  listenerCount(pluginId: string, event: string, isPublic: boolean): number;
  /** Hears everything that is public, after all listeners. */
  onDidEmit(listener: (event: PublicEvent) => void): Disposable;
}

const APP = '';

/** @param createEmitter of an owner, for its listeners */
export function createEventBus(names: AppNames, createEmitter: () => Listeners = createNanoEvents): EventBus {
  /** By owner, so that a plugin can be spoken to alone. */
  const owners = new Map<string, Owner>();
  const observers = new Set<(event: PublicEvent) => void>();
  // The prefix keeps names such as `__proto__` from meaning anything to the emitter's table.
  const count = (owner: Owner | undefined, name: string) => owner?.listeners.events[`$${name}`]?.length ?? 0;

  function tell(owner: Owner | undefined, name: string, args: readonly unknown[]): void {
    owner?.listeners.emit(`$${name}`, ...args);
  }

  function publish(name: string, args: readonly unknown[], from?: string, weight = 1): void {
    for (const owner of [...owners.values()]) tell(owner, name, args);
    const event: PublicEvent = {
      name,
      args,
      weight,
      ...(from === undefined ? {} : { from }),
      isHeardBy: (pluginId) => count(owners.get(pluginId), name) > 0,
    };
    for (const observer of [...observers]) observer(event);
  }

  return {
    on(event, listener, ownerId = APP) {
      const owner: Owner = owners.get(ownerId) ?? { listeners: createEmitter(), names: 0 };
      owners.set(ownerId, owner);
      const { events } = owner.listeners;
      const key = `$${event}`;
      if (!events[key]) owner.names++;
      // A function of its own: the emitter removes all that are the same.
      const stop = owner.listeners.on(key, (...args) => listener(...args));
      return toDisposable(() => {
        stop();
        if (events[key]?.length) return;
        delete events[key];
        if (--owner.names === 0) owners.delete(ownerId);
      });
    },
    emit(event, args) {
      names.claim(event);
      publish(event, args);
    },
    emitFrom(pluginId, event, args, isPublic, weight) {
      if (names.has(pluginId)) {
        throw new PluginError(
          'ALREADY_EXISTS',
          `Events that begin with “${pluginId}:” are those of the app: a plugin of this id cannot emit any`,
        );
      }
      const name = `${pluginId}:${event}`;
      if (isPublic) publish(name, args, pluginId, weight);
      else tell(owners.get(pluginId), name, args);
    },
    deliver: (pluginId, event, args) => tell(owners.get(pluginId), event, args),
    heardBy: (pluginId) =>
      Object.keys(owners.get(pluginId)?.listeners.events ?? {}).map((key) => key.slice(1)),
    listenerCount(pluginId, event, isPublic) {
      const name = `${pluginId}:${event}`;
      if (!isPublic) return count(owners.get(pluginId), name);
      let total = 0;
      for (const owner of owners.values()) total += count(owner, name);
      return total;
    },
    onDidEmit(observer) {
      observers.add(observer);
      return toDisposable(() => observers.delete(observer));
    },
  };
}
