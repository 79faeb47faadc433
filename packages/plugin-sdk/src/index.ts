/**
 * @module
 * What a plugin author imports: types, and {@link definePlugin} to apply them.
 */

export type { NewProject, Project } from '@fluxstudio/plugin-protocol/api/projects';
export type { Notification } from '@fluxstudio/plugin-protocol/api/ui';
export { PluginError } from '@fluxstudio/plugin-protocol/errors';
export type { PluginManifest, PluginManifestInput } from '@fluxstudio/plugin-protocol/manifest/manifest';
export type { Permission } from '@fluxstudio/plugin-protocol/permissions';
export { definePlugin } from './define-plugin.ts';
export type {
  ConfigurationChangeEvent,
  Disposable,
  FluxStudioAPI,
  PluginContext,
  PluginLog,
  PluginModule,
  PluginStorage,
  WorkspaceApi,
} from './plugin-api.ts';
