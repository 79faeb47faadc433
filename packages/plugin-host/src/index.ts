/**
 * @module
 * Embeds untrusted plugins in a web app. Start with {@link createPluginHost}.
 */

export type { ChatAnswer, ChatMessage, Generated, Suggestion } from '@fluxstudio/plugin-protocol/api/ai';
export type { Environment } from '@fluxstudio/plugin-protocol/api/env';
export type { FileEntry } from '@fluxstudio/plugin-protocol/api/files';
export type { PermissionChange } from '@fluxstudio/plugin-protocol/api/permissions';
export type { NewProject, Project } from '@fluxstudio/plugin-protocol/api/projects';
export { callback, type RemoteFunction, signal, stream } from '@fluxstudio/plugin-protocol/api/schemas';
export type { ProgressReport, QuickPickItem } from '@fluxstudio/plugin-protocol/api/ui';
export {
  defineNamespace,
  type HostSide,
  type Method,
  type Namespace,
  type PermissionInfo,
  type PluginSide,
  type Requirement,
  type SnapshotSource,
} from '@fluxstudio/plugin-protocol/contract';
export type { Disposable } from '@fluxstudio/plugin-protocol/disposable';
export { ERROR_CODES, type ErrorCode, PluginError } from '@fluxstudio/plugin-protocol/errors';
export {
  type PluginManifest,
  type PluginManifestInput,
  parseManifest,
} from '@fluxstudio/plugin-protocol/manifest/manifest';
export type { ElementName } from '@fluxstudio/plugin-protocol/panel/elements';
export type { WebviewTheme } from '@fluxstudio/plugin-protocol/panel/webview';
export type { Permission } from '@fluxstudio/plugin-protocol/permissions';
export type { Clock } from '@fluxstudio/plugin-protocol/rpc/deadlines';
export type { InboundCall } from '@fluxstudio/plugin-protocol/rpc/peer';
export { createStartupLocks, noLocks, type StartupLocks } from './activation/startup-locks.ts';
export type { ActivityLog } from './activity-metrics/activity-log.ts';
export type { PluginActivity } from './activity-metrics/activity-recorder.ts';
export { type AppNamespace, implementNamespace } from './api/app-namespace.ts';
export type { LogEntry, LogSink } from './api/log.ts';
export { API_VERSION } from './api-version.ts';
export type {
  AvailableUpdate,
  BundleReference,
  DownloadedBundle,
  InstalledPlugin,
  MarketplaceDetail,
  MarketplaceEntry,
  MarketplacePage,
  MarketplaceQuery,
  MarketplaceVersion,
  PluginBackend,
  PluginRating,
  SyncStorageBackend,
} from './backend/backend.ts';
export { createHttpBackend, type HttpBackendOptions } from './backend/http-backend.ts';
export {
  importLegacyInstalls,
  type LegacyImport,
  type LegacyImportOptions,
} from './backend/legacy-installs.ts';
export { createLocalBackend, type LocalBackendOptions } from './backend/local-backend.ts';
export type { LocalBundle, LocalCatalogueEntry, LocalCatalogueSource } from './backend/local-catalogue.ts';
export type { CommandEntry, CommandRegistry } from './contributions/command-registry.ts';
export type { Condition, ContextKeys } from './contributions/context-keys.ts';
export type { Contributed, ContributionList } from './contributions/contribution-list.ts';
export type { Contributions } from './contributions/contributions.ts';
export type {
  ContextMenuEntry,
  FileTypeEntry,
  LanguageEntry,
  MenuEntry,
  StatusBarEntry,
  ThemeEntry,
} from './contributions/entries.ts';
export type { KeyPlatform } from './contributions/key-platform.ts';
export type { Keybinding, KeybindingSource } from './contributions/keybinding.ts';
export type { KeybindingConflict } from './contributions/keybinding-conflicts.ts';
export type { Keybindings } from './contributions/keybindings.ts';
export { createPluginHost } from './create-host.ts';
export type { PluginHost, PluginHostOptions } from './host-options.ts';
export { DEFAULT_LIMITS, type SandboxLimits } from './limits/limits.ts';
export { createPageNetwork, type PageNetworkOptions } from './network/page-network.ts';
export { escapeHtml, notificationHtml } from './notification-html.ts';
export type { PanelArrangement, PanelLayout } from './panels/panel-layout.ts';
export type {
  PanelElementSnapshot,
  PanelInvocation,
  PanelNode,
  PanelNodeSnapshot,
  PanelTextSnapshot,
} from './panels/panel-node.ts';
export type { PanelReveal, PanelReveals, RevealPanel } from './panels/panel-reveals.ts';
export type { PanelStatus, PanelView } from './panels/panel-view.ts';
export type { Webview, WebviewOptions, WebviewStatus } from './panels/webview.ts';
export type { WebviewFrameOptions } from './panels/webview-element.ts';
export type { CrashJournal, CrashRecord, CrashRecords } from './registry/crash-guard.ts';
export type { DependencyIssue } from './registry/dependencies.ts';
export type { PluginFault, PluginInstance, PluginState } from './registry/plugin-instance.ts';
export {
  PluginRegistry,
  type PluginRegistryEvents,
  type PluginRegistryOptions,
} from './registry/plugin-registry.ts';
export type { PendingUpdate } from './registry/plugin-update.ts';
export { DEFAULT_DEADLINES, type SandboxDeadlines } from './sandbox/deadlines.ts';
export type { FrameOptions } from './sandbox/frame.ts';
export type { FramePoolOptions } from './sandbox/frame-pool.ts';
export type { Isolate, IsolateFactory } from './sandbox/isolate.ts';
export type { SandboxOptions } from './sandbox/sandbox-options.ts';
export type {
  AiService,
  ClipboardService,
  ConsentDecision,
  ConsentRequest,
  ConsentService,
  DialogCall,
  EnvironmentService,
  FileService,
  HostNotification,
  HostServices,
  InputRequest,
  InteractionService,
  ModalCall,
  ModalService,
  NetworkService,
  NotificationAction,
  NotificationService,
  PanelDrawing,
  PanelEntry,
  PickRequest,
  PluginIdentity,
  PluginRequest,
  ProgressRequest,
  ProjectService,
  ServiceCall,
  ShownNotification,
  ShownProgress,
  ToolbarEntry,
  UiDocument,
} from './services.ts';
export type { StorageChange } from './storage/change-feed.ts';
export {
  createPluginStorage,
  type PluginStorage,
  type PluginStorageOptions,
  type StorageUsage,
} from './storage/plugin-storage.ts';
export type { SecretStore } from './storage/secret-store.ts';
export type { StorageExport } from './storage/storage-format.ts';
export type { StorageQuota } from './storage/storage-quota.ts';
export { createTabChannel, silentTabs, type TabChannel } from './tabs/tab-channel.ts';
export type { InstallsBackend } from './tabs/watched-backend.ts';
