import type { Disposable } from '@fluxstudio/plugin-protocol/disposable';
import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import { createNanoEvents } from 'nanoevents';

/** Events between the app and plugins. The app's names are its own; a plugin's are `<pluginId>:<event>`. */
export interface EventBus {
  on(event: string, listener: (...args: unknown[]) => void): Disposable;
  /** An event of the app. What stands before its `:` belongs to the app from then on. */
  emit(event: string, args: readonly unknown[]): void;
  /**
   * An event of a plugin, under its name.
   *
   * @throws PluginError `ALREADY_EXISTS` for a plugin with an id that the app's events begin with: it could imitate the app
   */
  emitFrom(pluginId: string, event: string, args: readonly unknown[]): void;
  /** How many listeners an event has. */
  listenerCount(event: string): number;
}

/** What the events of an app usually begin with. */
const APP_PREFIXES = ['app', 'canvas', 'editor', 'file', 'project', 'theme', 'timeline', 'user', 'workspace'];

// The prefix keeps names such as `__proto__` from meaning anything to the emitter's table.
export function createEventBus(): EventBus {
  const emitter = createNanoEvents<Record<string, (...args: unknown[]) => void>>();
  const ofTheApp = new Set(APP_PREFIXES);
  return {
    on: (event, listener) => ({ dispose: emitter.on(`$${event}`, listener) }),
    listenerCount: (event) => emitter.events[`$${event}`]?.length ?? 0,
    emit(event, args) {
      ofTheApp.add(event.split(':', 1)[0] as string);
      emitter.emit(`$${event}`, ...args);
    },
    emitFrom(pluginId, event, args) {
      if (ofTheApp.has(pluginId)) {
        throw new PluginError(
          'ALREADY_EXISTS',
          `Events that begin with “${pluginId}:” are those of the app: a plugin of this id cannot emit any`,
        );
      }
      emitter.emit(`$${pluginId}:${event}`, ...args);
    },
  };
}
