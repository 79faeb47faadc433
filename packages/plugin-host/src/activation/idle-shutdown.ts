import type { Disposable } from '@fluxstudio/plugin-protocol/disposable';
import type { Clock } from '@fluxstudio/plugin-protocol/rpc/deadlines';
import type { Contributions } from '../contributions/contributions.ts';
import type { EventBus } from '../contributions/event-bus.ts';
import type { PluginRegistry } from '../registry/plugin-registry.ts';
import type { Activation } from './activation.ts';

export interface IdleShutdownOptions {
  /** Milliseconds without use after which a plugin is stopped. */
  after: number;
  clock: Clock;
  registry: PluginRegistry;
  contributions: Contributions;
  events: EventBus;
  activation: Activation;
}

/**
 * Stops plugins that have nothing to do, where everything they do now will be there again after their next start: what they registered
 * is in their manifest, and what they listen to starts them.
 */
export function stopIdlePlugins(options: IdleShutdownOptions): Disposable {
  const { after, clock, registry, contributions, events, activation } = options;
  const { commands, panels, toolbarItems } = contributions;
  let timer: unknown;

  function mayRest(id: string): boolean {
    const plugin = registry.getPlugin(id);
    const heard = events.heardBy(id).filter((name) => !name.startsWith(`${id}:`));
    const waitsFor = heard.map((name) => `onEvent:${name}`);
    const hasMore = [commands, panels, toolbarItems].some((list) =>
      list.getAll().some((entry) => entry.plugin?.id === id && !list.isDeclared(entry.id)),
    );
    return plugin?.enabled === true && !hasMore && activation.wakesFor(plugin, waitsFor);
  }

  function look(): void {
    for (const [id, idle] of registry.idleTimes) if (idle >= after && mayRest(id)) void registry.rest(id);
    timer = clock.setTimeout(look, after / 2);
  }

  timer = clock.setTimeout(look, after);
  return { dispose: () => clock.clearTimeout(timer) };
}
