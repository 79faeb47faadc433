import type { PermissionInfo } from '@fluxstudio/plugin-protocol/contract';
import type { Disposable } from '@fluxstudio/plugin-protocol/disposable';
import type { Clock } from '@fluxstudio/plugin-protocol/rpc/deadlines';
import type { StartupLocks } from './activation/startup-locks.ts';
import type { ActivityLog } from './activity-metrics/activity-log.ts';
import type { AppNamespace } from './api/app-namespace.ts';
import type { LogSink } from './api/log.ts';
import type { PluginBackend } from './backend/backend.ts';
import type { ContextKeys } from './contributions/context-keys.ts';
import type { Contributions } from './contributions/contributions.ts';
import type { Keybindings } from './contributions/keybindings.ts';
import type { PanelLayout } from './panels/panel-layout.ts';
import type { CrashJournal } from './registry/crash-guard.ts';
import type { PluginRegistry } from './registry/plugin-registry.ts';
import type { SandboxOptions } from './sandbox/sandbox-options.ts';
import type { HostServices } from './services.ts';
import type { PluginStorage } from './storage/plugin-storage.ts';
import type { SecretStore } from './storage/secret-store.ts';
import type { StorageQuota } from './storage/storage-quota.ts';
import type { TabChannel } from './tabs/tab-channel.ts';

export interface PluginHostOptions {
  /** Where installs, settings and the marketplace live. */
  backend: PluginBackend;
  /** What the app lends to plugins. */
  services?: HostServices;
  /** The app's own parts of the plugin API: see {@link implementNamespace}. */
  namespaces?: readonly AppNamespace[];
  /** Shown to plugins as `env.get('appName')`. */
  appName?: string;
  /** The app's version: plugins whose `fluxStudioVersion` does not fit are refused. Absent: not checked. */
  appVersion?: string;
  /** Keeps what plugins store on this device apart from other users of the same browser. */
  userId: string;
  /** Where plugins run, and how much of the page they may take. */
  sandbox?: SandboxOptions;
  /**
   * Starts no plugin and shows nothing of them, so that a user can remove one that stands in the way. Default: `false`.
   *
   * @example
   * safeMode: new URLSearchParams(location.search).has('safeMode')
   */
  safeMode?: boolean;
  /** Keys that plugins do not get, such as those of the browser and of the app: `['Mod+K', 'Mod+T']`. */
  reservedShortcuts?: readonly string[];
  /** Default: the console. */
  onLog?: LogSink;
  /** Where plugins keep data on this device. Default: IndexedDB. */
  createStorage?(userId: string, pluginId: string): PluginStorage;
  /** How much each plugin may keep on this device, where `createStorage` is not given. Default: 10 MB, 10,000 keys, 5 MB a value. */
  storageQuota?: Partial<StorageQuota>;
  createSecrets?(userId: string, pluginId: string): SecretStore;
  /** Where crashes are remembered, so that a plugin that crashes at every start is found out. Default: IndexedDB. */
  crashJournal?: CrashJournal;
  /** Which tab does what must be done once. Default: the browser's Web Locks. */
  locks?: StartupLocks;
  /** Tells the user's other tabs of changes. Default: a `BroadcastChannel`. */
  tabs?: TabChannel;
  /** For tests: what deadlines and limits are measured with. */
  clock?: Clock;
}

export interface PluginHost extends Contributions {
  readonly registry: PluginRegistry;
  /** What the `when` clauses of plugins speak of: the app sets it. */
  readonly context: ContextKeys;
  /**
   * The shortcuts of the app's and the plugins' commands, and the user's own. They run what they are bound to once they are attached.
   *
   * @example
   * (await host.loadKeybindings()).attach(document);
   */
  loadKeybindings(): Promise<Keybindings>;
  /**
   * What each plugin does: calls, failures, how long answers take. It is loaded with what plugins run in.
   *
   * @example
   * const activity = await host.loadActivity();
   * activity.subscribe('color-palette', () => console.log(activity.getSnapshot('color-palette').callsLastMinute));
   */
  loadActivity(): Promise<ActivityLog>;
  /** How the user has arranged the panels of plugins, for whoever shows them. In React: `PluginOutlet`. */
  loadPanelLayout(): Promise<PanelLayout>;
  readonly backend: PluginBackend;
  /** The permissions of the app's own namespaces, in the app's words. */
  readonly appPermissions: ReadonlyMap<string, PermissionInfo>;
  /** Whether no plugin is started. */
  readonly safeMode: boolean;
  /**
   * Loads the user's installs, shows what they contribute, and starts those that start with the app. One that fails is in state
   * `error`; the others run.
   *
   * @throws PluginError `DISPOSED`, and why the installs could not be loaded: then it can be called again
   */
  start(): Promise<void>;
  /**
   * Starts the plugins that wait for something that happens now. Commands, events of {@link PluginHost.emitGlobalEvent} and the start of
   * the app are taken care of; panels, files, languages and themes are opened by the app. Resolves when they run or have
   * failed.
   *
   * @example
   * await host.activateByEvent(`onFileType:${extension}`);
   */
  activateByEvent(event: string): Promise<void>;
  /**
   * Emits an event of the app to plugins that listen, and to those that start for it.
   *
   * @throws PluginError `DATA_CLONE` for what cannot leave the page, such as a function
   */
  emitGlobalEvent(event: string, ...args: unknown[]): void;
  /**
   * Hears an event that a plugin makes public, as `<pluginId>:<event>`. What it carries comes from the plugin: parse it.
   *
   * @example
   * host.onGlobalEvent('color-palette:mixed', (color) => preview(parseColor(color)));
   */
  onGlobalEvent(event: string, listener: (...args: unknown[]) => void): Disposable;
  /** Stops everything. A disposed host cannot be started again. */
  dispose(): Promise<void>;
}
