/**
 * What the harness is made of: the host itself, bundled into this package as the protocol is. The one place that reaches into the
 * source of another package.
 */

export { type AppNamespace, implementNamespace } from '../../../plugin-host/src/api/app-namespace.ts';
export type { LogEntry } from '../../../plugin-host/src/api/log.ts';
export type {
  BundleReference,
  InstalledPlugin,
  PluginBackend,
} from '../../../plugin-host/src/backend/backend.ts';
export { createPluginHost, type PluginHost } from '../../../plugin-host/src/create-host.ts';
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
  NotificationService,
  PanelEntry,
  ProjectService,
  ServiceCall,
  ToolbarEntry,
} from '../../../plugin-host/src/services.ts';
export type { PluginStorage } from '../../../plugin-host/src/storage/plugin-storage.ts';
export type { SecretStore } from '../../../plugin-host/src/storage/secret-store.ts';
