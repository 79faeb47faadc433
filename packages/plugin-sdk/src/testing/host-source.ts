/**
 * What the harness is made of: the host itself, bundled into this package as the protocol is. The one place that reaches into the
 * source of another package.
 */

export { noLocks } from '../../../plugin-host/src/activation/startup-locks.ts';
export { type AppNamespace, implementNamespace } from '../../../plugin-host/src/api/app-namespace.ts';
export type { LogEntry } from '../../../plugin-host/src/api/log.ts';
export type {
  BundleReference,
  InstalledPlugin,
  PluginBackend,
  SyncStorageBackend,
} from '../../../plugin-host/src/backend/backend.ts';
export { declaredEntries } from '../../../plugin-host/src/contributions/declared-entries.ts';
export { createPluginHost } from '../../../plugin-host/src/create-host.ts';
export type { PluginHost } from '../../../plugin-host/src/host-options.ts';
export type { PanelNode } from '../../../plugin-host/src/panels/panel-node.ts';
export type { PanelStatus, PanelView } from '../../../plugin-host/src/panels/panel-view.ts';
export type { Webview, WebviewStatus } from '../../../plugin-host/src/panels/webview.ts';
export type { WebviewMounting } from '../../../plugin-host/src/panels/webview-frame.ts';
export { treeRows } from '../../../plugin-host/src/react/panels/rows/tree-rows.ts';
export { noJournal } from '../../../plugin-host/src/registry/crash-guard.ts';
export type { PluginFault, PluginState } from '../../../plugin-host/src/registry/plugin-instance.ts';
export type { Isolate, IsolateFactory } from '../../../plugin-host/src/sandbox/isolate.ts';
export { loopbackIsolates } from '../../../plugin-host/src/sandbox/loopback-isolate.ts';
export type {
  ConsentDecision,
  ConsentRequest,
  ConsentService,
  EnvironmentService,
  FileService,
  HostNotification,
  HostServices,
  ModalService,
  NotificationService,
  PanelEntry,
  ProjectService,
  ServiceCall,
  ToolbarEntry,
  UiDocument,
} from '../../../plugin-host/src/services.ts';
export { createChangeFeed } from '../../../plugin-host/src/storage/change-feed.ts';
export { createStorage } from '../../../plugin-host/src/storage/create-storage.ts';
export type { PluginStorage } from '../../../plugin-host/src/storage/plugin-storage.ts';
export type { SecretStore } from '../../../plugin-host/src/storage/secret-store.ts';
export { toStorageError } from '../../../plugin-host/src/storage/storage-errors.ts';
export {
  admit,
  DEFAULT_STORAGE_QUOTA,
  type StorageQuota,
  sizeOf,
  type Totals,
} from '../../../plugin-host/src/storage/storage-quota.ts';
export { fulfilled, rejected, type ValueStore } from '../../../plugin-host/src/storage/value-store.ts';
export { silentTabs } from '../../../plugin-host/src/tabs/tab-channel.ts';
