import type { ServerResponse } from 'node:http';
import { release } from './chunks.ts';

/**
 * Sends chunks as they come, and no faster than the caller takes them. Resolves when all are sent or the caller is gone.
 * When the chunks end with an error the response stays open: whoever catches it must cut the connection.
 */
export async function sendChunks(response: ServerResponse, chunks: AsyncIterable<Uint8Array>): Promise<void> {
  const iterator = chunks[Symbol.asyncIterator]();
  let gone = false;
  let proceed = (): void => undefined;
  const onClose = (): void => {
    gone = true;
    proceed();
    // At once, and not after the chunk it is waiting for: that may never come.
    void release(iterator);
  };
  response.once('close', onClose);
  // Of an event stream the caller wants to know that it is open before anything happens.
  response.flushHeaders();
  try {
    while (!gone) {
      const { done, value } = await iterator.next();
      if (gone) return;
      if (done) break;
      if (response.write(value)) continue;
      await new Promise<void>((resolve) => {
        proceed = resolve;
        response.once('drain', resolve);
      });
    }
    if (!gone) response.end();
  } catch (error) {
    // Without a caller it is how the work that was for them has ended.
    if (!gone) throw error;
  } finally {
    response.off('close', onClose);
  }
}
