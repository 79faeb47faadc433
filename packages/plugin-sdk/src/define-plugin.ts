import type { PluginModule } from './plugin-api.ts';

/**
 * Types a plugin's module. It returns its argument: no runtime, so a bundle stays as small as the plugin.
 *
 * @example
 * export default definePlugin({
 *   activate(context, api) {
 *     context.subscriptions.push(api.commands.register('hello', () => 'Hello'));
 *   },
 * });
 */
export function definePlugin(plugin: PluginModule): PluginModule {
  return plugin;
}
