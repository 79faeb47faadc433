import type { events } from '@fluxstudio/plugin-protocol/api/events';
import type { HostSide } from '@fluxstudio/plugin-protocol/contract';
import type { EventBus } from '../contributions/event-bus.ts';
import type { PluginScope } from './plugin-scope.ts';
import { tolerant } from './tolerant.ts';

/** `api.events` of one plugin: it speaks only under its own name, and hears its own scope, the app and other plugins. */
export function bindEvents({ identity, onError }: PluginScope, bus: EventBus): HostSide<typeof events> {
  return {
    on(event, listener) {
      const names = event.includes(':') ? [event] : [event, `${identity.id}:${event}`];
      const hear = tolerant(listener, onError);
      const subscriptions = names.map((name) => bus.on(name, hear));
      return {
        dispose() {
          for (const subscription of subscriptions) subscription.dispose();
          listener.release();
        },
      };
    },
    emit: (event, ...args) => bus.emit(`${identity.id}:${event}`, args),
  };
}
