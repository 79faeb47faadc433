import type { Disposable } from '@fluxstudio/plugin-protocol/disposable';
import type { EventBus } from '../contributions/event-bus.ts';
import type { Activation } from './activation.ts';

/** How many events wait for one plugin while it starts, and what they weigh: about a megabyte. Those that come later are lost. */
const MAX_WAITING = 100;
const MAX_WEIGHT = 500;

/** Starts plugins that wait for an event (`onEvent:project:opened`), which then get the very event that started them. */
export function wakeOnEvents(bus: EventBus, activation: Activation): Disposable {
  const waiting = new Map<string, { events: number; weight: number }>();
  return bus.onDidEmit(({ name, args, from, weight, isHeardBy }) => {
    for (const pluginId of activation.waitingFor(`onEvent:${name}`)) {
      // One that starts already and has begun to listen has heard it.
      if (pluginId === from || isHeardBy(pluginId)) continue;
      const held = waiting.get(pluginId) ?? { events: 0, weight: 0 };
      if (held.events >= MAX_WAITING || held.weight + weight > MAX_WEIGHT) continue;
      held.events++;
      held.weight += weight;
      waiting.set(pluginId, held);
      void activation.start(pluginId).then((runs) => {
        held.weight -= weight;
        if (--held.events === 0) waiting.delete(pluginId);
        if (runs) bus.deliver(pluginId, name, args);
      });
    }
  });
}
