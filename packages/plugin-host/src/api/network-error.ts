import { PluginError } from '@fluxstudio/plugin-protocol/errors';

/** Codes with which a service or the back end speaks to the plugin. Anything else is between it and the app. */
const FOR_PLUGINS: ReadonlySet<string> = new Set([
  'DEADLINE_EXCEEDED',
  'LIMIT_EXCEEDED',
  'NETWORK_ERROR',
  'NOT_SUPPORTED',
  'PERMISSION_DENIED',
  'QUOTA_EXCEEDED',
]);

/** Whether an error was made for the plugin. */
export function isForPlugin(error: unknown): error is PluginError {
  return error instanceof PluginError && FOR_PLUGINS.has(error.code);
}

/**
 * An error as a plugin may see it. What the platform and the app's client say of a failed request names addresses and proxies, so
 * it is replaced by words of ours; nothing takes its cause along.
 */
export function networkError(error: unknown, url: string): PluginError {
  if (isForPlugin(error)) return new PluginError(error.code, error.message, { data: error.data });
  return new PluginError(
    'NETWORK_ERROR',
    `network.fetch: no complete answer from ${new URL(url).origin}. It may be unreachable, redirect where plugins may not go, or not accept requests from here`,
  );
}
