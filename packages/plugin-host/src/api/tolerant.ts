import { errorCode } from '@fluxstudio/plugin-protocol/errors';

/**
 * A plugin's listener as the host may call it: one that throws harms nobody but is reported, one that was disposed while
 * the call was on its way is no error at all.
 */
export function tolerant<A extends unknown[]>(
  listener: (...args: A) => unknown,
  onError: (error: unknown) => void,
): (...args: A) => void {
  return async (...args) => {
    try {
      await listener(...args);
    } catch (error) {
      if (errorCode(error) !== 'DISPOSED') onError(error);
    }
  };
}
