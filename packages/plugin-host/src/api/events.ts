import type { events } from '@fluxstudio/plugin-protocol/api/events';
import type { HostSide } from '@fluxstudio/plugin-protocol/contract';
import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import type { EventBus } from '../contributions/event-bus.ts';
import type { SandboxLimits } from '../limits/limits.ts';
import { createTokenBucket } from '../limits/token-bucket.ts';
import type { PluginScope } from './plugin-scope.ts';

/** `api.events` of one plugin: it speaks only under its own name, and hears its own scope, the app and other plugins. */
export function bindEvents(
  { identity, clock }: PluginScope,
  bus: EventBus,
  limits: SandboxLimits,
): HostSide<typeof events> {
  const rate = createTokenBucket(limits.deliveriesPerSecond, limits.deliveriesPerSecond, clock);
  return {
    on(event, listener) {
      const names = event.includes(':') ? [event] : [event, `${identity.id}:${event}`];
      const subscriptions = names.map((name) => bus.on(name, listener.notify));
      return {
        dispose() {
          for (const subscription of subscriptions) subscription.dispose();
          listener.release();
        },
      };
    },
    emit(event, ...args) {
      const name = `${identity.id}:${event}`;
      if (rate.take(bus.listenerCount(name)) > 0) {
        throw new PluginError(
          'LIMIT_EXCEEDED',
          `events.emit: “${event}” has more deliveries in a second than the limit allows`,
        );
      }
      bus.emit(name, args);
    },
  };
}
