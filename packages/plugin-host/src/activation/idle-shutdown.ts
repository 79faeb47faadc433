import type { Disposable } from '@fluxstudio/plugin-protocol/disposable';
import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import type { Clock } from '@fluxstudio/plugin-protocol/rpc/deadlines';
import type { ContextKeys } from '../contributions/context-keys.ts';
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
  context: ContextKeys;
  events: EventBus;
  activation: Activation;
}

/** Of a timer in a browser. */
const MAX_TIMEOUT = 2 ** 31 - 1;

/**
 * Stops plugins that have nothing to do, where everything they do now will be there again after their next start: what they registered
 * is in their manifest, and what they listen to starts them.
 */
export function stopIdlePlugins(options: IdleShutdownOptions): Disposable {
  const { after, clock, registry, contributions, context, events, activation } = options;
  if (!(after > 0 && after <= MAX_TIMEOUT))
    throw new PluginError('INVALID_ARGUMENT', `idleTimeout must be milliseconds, not ${after}`);
  const { commands, panels, toolbarItems } = contributions;
  let timer: unknown;

  function mayRest(id: string): boolean {
    const plugin = registry.getPlugin(id);
    const heard = events.heardBy(id).filter((name) => !name.startsWith(`${id}:`));
    const waitsFor = heard.map((name) => `onEvent:${name}`);
    const hasMore = [commands, panels, toolbarItems].some((list) =>
      list.getAll().some((entry) => entry.plugin?.id === id && !list.isDeclared(entry.id)),
    );
    // What it draws, and what it says of itself, would be gone from the page.
    const shows =
      panels.getAll().some(({ plugin, document, drawing }) => plugin?.id === id && (document || drawing)) ||
      context.has(id);
    return plugin?.enabled === true && !hasMore && !shows && activation.wakesFor(plugin, waitsFor);
  }

  function look(): void {
    const isIdle = (milliseconds: number) => milliseconds >= after;
    for (const [id, idle] of registry.idleTimes)
      if (isIdle(idle) && mayRest(id)) void registry.rest(id, isIdle);
    timer = clock.setTimeout(look, after / 2);
  }

  timer = clock.setTimeout(look, after);
  return { dispose: () => clock.clearTimeout(timer) };
}
