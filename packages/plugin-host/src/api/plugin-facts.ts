import { type Disposable, toDisposable } from '@fluxstudio/plugin-protocol/disposable';
import { qualifyName } from '@fluxstudio/plugin-protocol/ids';
import type { ContextKeys } from '../contributions/context-keys.ts';
import { createTokenBucket } from '../limits/token-bucket.ts';
import { coalesce } from './coalesce.ts';
import type { PluginScope } from './plugin-scope.ts';

/** Milliseconds between two changes of a plugin that sets more than it may at once. */
const INTERVAL = 50;
const AT_ONCE = 20;

/** The context keys of one plugin, from its activation to its end. */
export interface PluginFacts {
  /**
   * Sets a key, null removes it. Twenty changes take effect at once, and twenty more in each second. Of a plugin that makes more,
   * those of 50 ms take effect together, each key with its last value.
   *
   * @throws PluginError `ALREADY_EXISTS` for a plugin named like the app, `LIMIT_EXCEEDED` for more keys than it may hold
   */
  set(name: string, value: unknown): void;
}

export function createPluginFacts(
  { identity, own, signal, clock }: PluginScope,
  context: ContextKeys,
): PluginFacts {
  /** Each is a registration of the plugin: there may be so many, and they end with it. */
  const facts = new Map<string, Disposable>();
  const waiting = new Map<string, unknown>();
  const rate = createTokenBucket(1000 / INTERVAL, AT_ONCE, clock);
  const later = coalesce(apply, INTERVAL, clock);

  function apply(): void {
    const changes = new Map(waiting);
    waiting.clear();
    context.setAll(changes);
    for (const [key, value] of changes) if (value === undefined) facts.get(key)?.dispose();
  }

  function remove(key: string): void {
    facts.delete(key);
    waiting.delete(key);
    context.setAll(new Map([[key, undefined]]));
  }

  signal.addEventListener('abort', () => {
    later.dispose();
    waiting.clear();
    // All of them together, before they end one by one.
    context.setAll(new Map([...facts.keys()].map((key) => [key, undefined])));
  });

  return {
    set(name, value) {
      context.requireFree(identity.id);
      const key = qualifyName(identity.id, name);
      if (value === null && !facts.has(key)) return;
      if (!facts.has(key)) facts.set(key, own(toDisposable(() => remove(key))));
      waiting.set(key, value ?? undefined);
      if (rate.tryTake()) apply();
      else later.changed();
    },
  };
}
