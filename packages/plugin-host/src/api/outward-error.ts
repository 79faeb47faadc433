import { errorCode, errorMessage, PluginError } from '@fluxstudio/plugin-protocol/errors';

/**
 * What a plugin may learn of an error in the host or in a service of the app: code, words, and the data of our own errors. Stacks
 * and causes name the app's files and origin and stay here. What a command throws is plugin code's own and goes back whole. A
 * service that gave up, as `fetch()` does when its signal fires, answers with the platform's `AbortError`, which has no code.
 */
export function outwardError(method: string, error: unknown): unknown {
  return method === 'commands.execute' ? error : withoutInsides(error);
}

/** For what is the app's own: a command of it, which a plugin may run. */
export function withoutInsides(error: unknown): PluginError {
  const aborted = error instanceof Error && error.name === 'AbortError';
  const code = aborted ? 'ABORTED' : (errorCode(error) ?? 'INTERNAL');
  const outward = new PluginError(code, errorMessage(error), {
    data: error instanceof PluginError ? error.data : undefined,
  });
  outward.stack = `${outward.name}: ${outward.message}`;
  return outward;
}
