import { type Disposable, toDisposable } from '@fluxstudio/plugin-protocol/disposable';
import type { PluginInstance } from '../registry/plugin-instance.ts';
import type { PluginIdentity } from '../services.ts';

/** What decides about what of a plugin is shown: another object means that it is to be looked at again. */
export interface Shown {
  readonly manifest: PluginInstance['manifest'];
  readonly granted: readonly string[];
}

export interface FollowRegistryOptions {
  subscribe(listener: () => void): () => void;
  getAll(): readonly PluginInstance[];
  granted(pluginId: string): readonly string[];
  /** Told once for each change: what is to be shown of a plugin now, or that nothing is. */
  show(plugin: PluginIdentity, shown: Shown | undefined): void;
}

/**
 * Keeps what is shown of plugins in step with what is installed: everything that a plugin declares which the user wants to run,
 * whether or not it runs now.
 */
export function followRegistry({ subscribe, getAll, granted, show }: FollowRegistryOptions): Disposable {
  let current = new Map<string, Shown>();

  function update(): void {
    const next = new Map<string, Shown>();
    for (const { manifest, enabled, state, damage } of getAll()) {
      if (!enabled || damage || state === 'disabled') continue;
      const before = current.get(manifest.id);
      const shown = { manifest, granted: granted(manifest.id) };
      const same = before?.manifest === shown.manifest && before.granted === shown.granted;
      next.set(manifest.id, same ? before : shown);
    }
    const before = current;
    // First: what `show` runs may change the registry again.
    current = next;
    for (const [id, { manifest }] of before) if (!next.has(id)) show(identityOf(manifest), undefined);
    for (const [id, shown] of next) {
      if (before.get(id) !== shown) show(identityOf(shown.manifest), shown);
    }
  }

  update();
  return toDisposable(subscribe(update));
}

export function identityOf({ id, name, icon }: PluginInstance['manifest']): PluginIdentity {
  return { id, name, ...(icon === undefined ? {} : { icon }) };
}
