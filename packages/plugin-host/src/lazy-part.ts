import { PluginError } from '@fluxstudio/plugin-protocol/errors';

/**
 * A part of this package that is downloaded when it is first needed.
 *
 * @example
 * const { startPlugin } = await lazyPart(import('./start-plugin.ts'));
 * @throws PluginError `SANDBOX_FAILED` when it cannot be downloaded
 */
export async function lazyPart<T>(part: Promise<T>): Promise<T> {
  try {
    return await part;
  } catch (cause) {
    throw new PluginError(
      'SANDBOX_FAILED',
      'A part of the plugin host was not downloaded: check the connection or reload the page',
      { cause },
    );
  }
}
