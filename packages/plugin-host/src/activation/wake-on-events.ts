import type { Disposable } from '@fluxstudio/plugin-protocol/disposable';
import type { EventBus } from '../contributions/event-bus.ts';
import type { Activation } from './activation.ts';

/** How many events wait for one plugin while it starts; those that come later are lost. */
const MAX_WAITING = 100;

/** Starts plugins that wait for an event (`onEvent:project:opened`), which then get the very event that started them. */
export function wakeOnEvents(bus: EventBus, activation: Activation): Disposable {
  const waiting = new Map<string, number>();
  return bus.onDidEmit(({ name, args, from, isHeardBy }) => {
    for (const pluginId of activation.waitingFor(`onEvent:${name}`)) {
      // One that starts already and has begun to listen has heard it.
      if (pluginId === from || isHeardBy(pluginId)) continue;
      const count = waiting.get(pluginId) ?? 0;
      if (count >= MAX_WAITING) continue;
      waiting.set(pluginId, count + 1);
      void activation.start(pluginId).then((runs) => {
        const left = (waiting.get(pluginId) ?? 1) - 1;
        if (left > 0) waiting.set(pluginId, left);
        else waiting.delete(pluginId);
        if (runs) bus.deliver(pluginId, name, args);
      });
    }
  });
}
