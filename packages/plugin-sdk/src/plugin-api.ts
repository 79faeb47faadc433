import type { CoreNamespaces } from '@fluxstudio/plugin-protocol/api/api';
import type { PluginSide } from '@fluxstudio/plugin-protocol/contract';
import type { Disposable } from '@fluxstudio/plugin-protocol/disposable';
import type { PluginManifest } from '@fluxstudio/plugin-protocol/manifest/manifest';

export type { Disposable };

/** Settings that changed. */
export interface ConfigurationChangeEvent {
  /** Names of the changed settings. */
  readonly keys: readonly string[];
  /** Whether a setting, or anything under it, changed. */
  affectsConfiguration(section: string): boolean;
}

/** `api.workspace`: the plugin's own settings. */
export interface WorkspaceApi
  extends Omit<PluginSide<CoreNamespaces['workspace']>, 'getConfiguration' | 'onDidChangeConfiguration'> {
  /** All settings, or the value of one. Reads a local mirror: no waiting. */
  getConfiguration(): Record<string, unknown>;
  getConfiguration<T = unknown>(section: string): T;
  onDidChangeConfiguration(listener: (event: ConfigurationChangeEvent) => unknown): Disposable;
}

/** `context.storage`: key and value pairs of this plugin and this user. */
export interface PluginStorage extends Omit<PluginSide<CoreNamespaces['storage']>, 'get'> {
  get<T = unknown>(key: string): Promise<T | undefined>;
  get<T>(key: string, defaultValue: T): Promise<T>;
}

export type PluginLog = PluginSide<CoreNamespaces['log']>;

/** What `activate` gets first: who the plugin is, and what belongs to it. */
export interface PluginContext {
  readonly pluginId: string;
  readonly manifest: PluginManifest;
  readonly storage: PluginStorage;
  readonly log: PluginLog;
  /** Disposed in reverse when the plugin is deactivated. */
  readonly subscriptions: Disposable[];
}

/** What `activate` gets second: the app, as far as the user allows. */
export interface FluxStudioAPI {
  readonly version: string;
  readonly commands: PluginSide<CoreNamespaces['commands']>;
  readonly ui: PluginSide<CoreNamespaces['ui']>;
  readonly projects: PluginSide<CoreNamespaces['projects']>;
  readonly events: PluginSide<CoreNamespaces['events']>;
  readonly workspace: WorkspaceApi;
}

/** What a plugin's entry file exports, as default or by name. */
export interface PluginModule {
  activate(context: PluginContext, api: FluxStudioAPI): unknown;
  deactivate?(): unknown;
}
