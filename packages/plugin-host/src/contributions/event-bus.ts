import type { Disposable } from '@fluxstudio/plugin-protocol/disposable';
import { createNanoEvents } from 'nanoevents';

/** Events between the app and plugins. The app's names are its own; a plugin's are `<pluginId>:<event>`. */
export interface EventBus {
  on(event: string, listener: (...args: unknown[]) => void): Disposable;
  emit(event: string, args: readonly unknown[]): void;
  /** How many listeners an event has. */
  listenerCount(event: string): number;
}

// The prefix keeps names such as `__proto__` from meaning anything to the emitter's table.
export function createEventBus(): EventBus {
  const emitter = createNanoEvents<Record<string, (...args: unknown[]) => void>>();
  return {
    on: (event, listener) => ({ dispose: emitter.on(`$${event}`, listener) }),
    listenerCount: (event) => emitter.events[`$${event}`]?.length ?? 0,
    emit: (event, args) => emitter.emit(`$${event}`, ...args),
  };
}
