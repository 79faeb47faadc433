import { PluginError } from '@fluxstudio/plugin-protocol/errors';

/**
 * The result of work that may not heed its signal, such as a dialog of the app: once the signal fires nobody waits for it.
 *
 * @throws PluginError `ABORTED`
 */
export function untilAborted<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const give = () => reject(new PluginError('ABORTED', 'The question was withdrawn'));
    if (signal.aborted) return give();
    signal.addEventListener('abort', give, { once: true });
    work()
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', give));
  });
}
