import type { workspace } from '@fluxstudio/plugin-protocol/api/workspace';
import type { HostSide } from '@fluxstudio/plugin-protocol/contract';
import type { Disposable } from '@fluxstudio/plugin-protocol/disposable';
import type { SandboxLimits } from '../limits/limits.ts';
import { createTokenBucket } from '../limits/token-bucket.ts';
import { createWriteCombiner } from '../registry/write-combiner.ts';
import { pause } from './pause.ts';
import type { PluginScope } from './plugin-scope.ts';

/** One plugin's settings, as `api.workspace` needs them. */
export interface SettingsAccess {
  get(): Readonly<Record<string, unknown>>;
  update(patch: Record<string, unknown>): Promise<unknown>;
  /** Calls back with the names of the settings that changed. */
  onDidChange(listener: (keys: string[]) => void): Disposable;
}

/**
 * `api.workspace` of one plugin. Its writes are combined and paced here, before they come to the settings: there is never more than
 * one of them there, so that what the user changes does not wait behind a plugin that writes in a loop.
 */
export function bindWorkspace(
  settings: SettingsAccess,
  { clock, signal }: Pick<PluginScope, 'clock' | 'signal'>,
  { settingsWritesPerSecond }: SandboxLimits,
): HostSide<typeof workspace> {
  const rate = createTokenBucket(settingsWritesPerSecond, settingsWritesPerSecond, clock);
  const writer = createWriteCombiner({
    // The settings themselves check each write.
    check: async () => undefined,
    async write(_key, patch) {
      const debt = rate.take(1);
      if (debt > 0) await pause(debt, clock, signal);
      await settings.update(patch);
    },
  });
  return {
    getConfiguration: {
      get: () => ({ ...settings.get() }),
      subscribe: (listener) => settings.onDidChange(listener),
    },
    updateConfiguration: (section, value) => writer.add('', { [section]: value }),
    onDidChangeConfiguration(listener) {
      const subscription = settings.onDidChange((keys) => listener.notify({ keys }));
      return {
        dispose() {
          subscription.dispose();
          listener.release();
        },
      };
    },
  };
}
