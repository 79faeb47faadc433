/**
 * @module
 * What a plugin author imports: types, and {@link definePlugin} to apply them.
 */

export type { ChatAnswer, ChatMessage, Generated, Suggestion } from '@fluxstudio/plugin-protocol/api/ai';
export type { Environment } from '@fluxstudio/plugin-protocol/api/env';
export type { FileEntry } from '@fluxstudio/plugin-protocol/api/files';
export type { PermissionChange } from '@fluxstudio/plugin-protocol/api/permissions';
export type { NewProject, Project } from '@fluxstudio/plugin-protocol/api/projects';
export type {
  InputBoxOptions,
  ModalOptions,
  Notification,
  ProgressOptions,
  ProgressReport,
  QuickPickItem,
  QuickPickOptions,
} from '@fluxstudio/plugin-protocol/api/ui';
export type { Namespace, PluginSide } from '@fluxstudio/plugin-protocol/contract';
export { PluginError } from '@fluxstudio/plugin-protocol/errors';
export type {
  PanelContribution,
  ToolbarItemContribution,
} from '@fluxstudio/plugin-protocol/manifest/contributes';
export type { PluginManifest, PluginManifestInput } from '@fluxstudio/plugin-protocol/manifest/manifest';
export type { Permission } from '@fluxstudio/plugin-protocol/permissions';
export { definePlugin } from './define-plugin.ts';
export type {
  AppNamespaces,
  CommandsApi,
  ConfigurationChangeEvent,
  Disposable,
  EnvApi,
  EventsApi,
  ExtensionsApi,
  FluxStudioAPI,
  L10nApi,
  NetworkApi,
  OpenedWebview,
  PanelContent,
  PluginContext,
  PluginLog,
  PluginModule,
  PluginSecrets,
  PluginStorage,
  PluginSyncStorage,
  RemoteExports,
  UiApi,
  WebviewContent,
  WorkspaceApi,
} from './plugin-api.ts';
