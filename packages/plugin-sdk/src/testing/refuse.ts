import { PluginError } from '@fluxstudio/plugin-protocol/errors';

/** For what a test asks of a panel and no user could do. */
export function refuse(message: string): PluginError {
  return new PluginError('INVALID_ARGUMENT', message);
}
