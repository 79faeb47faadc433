import type { workspace } from '@fluxstudio/plugin-protocol/api/workspace';
import type { HostSide } from '@fluxstudio/plugin-protocol/contract';
import type { Disposable } from '@fluxstudio/plugin-protocol/disposable';

/** One plugin's settings, as `api.workspace` needs them. */
export interface SettingsAccess {
  get(): Readonly<Record<string, unknown>>;
  update(patch: Record<string, unknown>): Promise<unknown>;
  /** Calls back with the names of the settings that changed. */
  onDidChange(listener: (keys: string[]) => void): Disposable;
}

export function bindWorkspace(settings: SettingsAccess): HostSide<typeof workspace> {
  return {
    getConfiguration: {
      get: () => ({ ...settings.get() }),
      subscribe: (listener) => settings.onDidChange(listener),
    },
    async updateConfiguration(section, value) {
      await settings.update({ [section]: value });
    },
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
