import type { FluxStudioAPI, PluginContext, PluginModule } from '../plugin-api.ts';

/** A plugin that does no more than a test asks of it. */
export const plugin = (activate: (api: FluxStudioAPI, context: PluginContext) => unknown): PluginModule => ({
  activate: (context, api) => activate(api, context),
});

/** A plugin with one command, `run`. */
export const withCommand = (handler: (...args: never[]) => unknown): PluginModule =>
  plugin((api) => api.commands.register('run', handler));
