import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import type { Clock } from '@fluxstudio/plugin-protocol/rpc/deadlines';

/**
 * Lets time pass for a plugin.
 *
 * @throws PluginError `ABORTED` as soon as the plugin stops
 */
export function pause(milliseconds: number, clock: Clock, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const give = () => {
      clock.clearTimeout(timer);
      reject(new PluginError('ABORTED', 'The plugin was stopped'));
    };
    const timer = clock.setTimeout(() => {
      signal.removeEventListener('abort', give);
      resolve();
    }, milliseconds);
    if (signal.aborted) give();
    else signal.addEventListener('abort', give, { once: true });
  });
}
