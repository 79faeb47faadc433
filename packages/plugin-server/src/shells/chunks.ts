import { isStream, type PluginResponse } from '../response.ts';

/**
 * Ends a stream that nobody wants any more. A generator that waits for its next chunk ends after it, so it has to watch the
 * request's signal as well.
 */
export async function release(iterator: AsyncIterator<Uint8Array>): Promise<void> {
  // Nobody is left to be told how it went.
  await Promise.resolve(iterator.return?.()).catch(() => undefined);
}

/** Ends the stream of an answer that cannot be sent. */
export function releaseBody(body: PluginResponse['body']): void {
  if (isStream(body)) void release(body[Symbol.asyncIterator]());
}
