/**
 * @module
 * Embeds untrusted plugins in a web app. Start with {@link createPluginHost}.
 */

export type { NewProject, Project } from '@fluxstudio/plugin-protocol/api/projects';
export type { Disposable } from '@fluxstudio/plugin-protocol/disposable';
export { ERROR_CODES, type ErrorCode, PluginError } from '@fluxstudio/plugin-protocol/errors';
export { bootstrapHash, frameDocument } from '@fluxstudio/plugin-protocol/frame/document';
export {
  type PluginManifest,
  type PluginManifestInput,
  parseManifest,
} from '@fluxstudio/plugin-protocol/manifest/manifest';
export type { Permission } from '@fluxstudio/plugin-protocol/permissions';
export type { InboundCall } from '@fluxstudio/plugin-protocol/rpc/peer';
export type { LogEntry, LogSink } from './api/log.ts';
export { createPluginAPI, type PluginApi, type PluginApiOptions } from './api/plugin-api.ts';
export type {
  BundleReference,
  DownloadedBundle,
  InstalledPlugin,
  MarketplaceEntry,
  MarketplacePage,
  MarketplaceQuery,
  PluginBackend,
} from './backend/backend.ts';
export { createHttpBackend, type HttpBackendOptions } from './backend/http-backend.ts';
export type { CommandEntry, CommandRegistry } from './contributions/command-registry.ts';
export { API_VERSION, createPluginHost, type PluginHost, type PluginHostOptions } from './create-host.ts';
export { DEFAULT_LIMITS, type SandboxLimits } from './limits/limits.ts';
export type { PluginFault, PluginInstance, PluginState } from './registry/plugin-instance.ts';
export {
  PluginRegistry,
  type PluginRegistryEvents,
  type PluginRegistryOptions,
} from './registry/plugin-registry.ts';
export { DEFAULT_DEADLINES, type SandboxDeadlines } from './sandbox/deadlines.ts';
export type { FrameOptions } from './sandbox/frame.ts';
export type { FramePoolOptions } from './sandbox/frame-pool.ts';
export type { Isolate, IsolateFactory } from './sandbox/isolate.ts';
export { PluginSandbox, type PluginSandboxOptions } from './sandbox/plugin-sandbox.ts';
export { createIsolateSource, type IsolateSource, type SandboxOptions } from './sandbox/sandbox-options.ts';
export type {
  HostNotification,
  HostServices,
  NotificationAction,
  NotificationService,
  PluginIdentity,
  ProjectService,
} from './services.ts';
