import type { ConsentService } from '../services.ts';
import type { InstallsBackend } from '../tabs/watched-backend.ts';
import type { Compatibility } from './compatibility.ts';
import type { CrashJournal } from './crash-guard.ts';
import type { PluginInstance } from './plugin-instance.ts';
import type { PluginStarter } from './running-plugin.ts';

export interface PluginRegistryEvents {
  'plugin:installed': (plugin: PluginInstance) => void;
  'plugin:activated': (plugin: PluginInstance) => void;
  'plugin:deactivated': (plugin: PluginInstance) => void;
  'plugin:uninstalled': (plugin: PluginInstance) => void;
  'plugin:error': (plugin: PluginInstance) => void;
  'plugin:updated': (plugin: PluginInstance) => void;
}

export interface PluginRegistryOptions {
  backend: InstallsBackend;
  /** Told after each change that this registry has stored. */
  onDidWrite?(pluginId: string): void;
  start: PluginStarter;
  /** Asks the user; without it nothing can be granted after the install. */
  consent?: ConsentService;
  /** What manifests may expect of this app. Default: everything. */
  compatibility?: Compatibility;
  /** Where crashes are remembered. Default: nowhere but in this page. */
  crashJournal?: CrashJournal;
  /** Nothing is started. Default: `false`. */
  safeMode?: boolean;
  /** Forgets what the plugin stored on this device. */
  clearStorage(pluginId: string): Promise<void>;
}
