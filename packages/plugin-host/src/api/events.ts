import type { events } from '@fluxstudio/plugin-protocol/api/events';
import type { HostSide } from '@fluxstudio/plugin-protocol/contract';
import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import type { EventBus } from '../contributions/event-bus.ts';
import type { SandboxLimits } from '../limits/limits.ts';
import { createTokenBucket } from '../limits/token-bucket.ts';
import { deliveryWeight } from './delivery-weight.ts';
import type { PluginScope } from './plugin-scope.ts';

/**
 * `api.events` of one plugin: it speaks only under its own name, and hears its own scope, the app, and what other plugins make public.
 * Those of the first generation, whose manifests do not say, make everything public.
 */
export function bindEvents(
  { identity, manifest, clock, onUse }: PluginScope,
  bus: EventBus,
  limits: SandboxLimits,
): HostSide<typeof events> {
  const topics = new Set(manifest.contributes?.events?.map(({ id }) => id));
  const isPublic = (event: string) => manifest.manifestVersion !== 2 || topics.has(event);
  const rate = createTokenBucket(limits.deliveriesPerSecond, limits.deliveriesPerSecond, clock);
  return {
    on(event, listener) {
      const own = `${identity.id}:${event}`;
      const names = event.startsWith(`${identity.id}:`) ? [event] : [event, own];
      const hear = (...args: unknown[]) => {
        onUse();
        listener.notify(...args);
      };
      const subscriptions = names.map((name) => bus.on(name, hear, identity.id));
      return {
        dispose() {
          for (const subscription of subscriptions) subscription.dispose();
          listener.release();
        },
      };
    },
    emit(event, ...args) {
      const listeners = bus.listenerCount(identity.id, event, isPublic(event));
      const weight = deliveryWeight(args);
      // One that nobody hears may still wake others.
      if (!rate.tryTake(Math.max(1, listeners * weight))) {
        throw new PluginError(
          'LIMIT_EXCEEDED',
          `events.emit: “${event}” has more deliveries in a second than the limit allows`,
        );
      }
      bus.emitFrom(identity.id, event, args, isPublic(event), weight);
    },
  };
}
