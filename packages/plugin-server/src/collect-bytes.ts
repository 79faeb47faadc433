import { tooLarge } from './http-error.ts';

const FIRST_BYTES = 4 * 1024;

/** Collects the chunks of a body in one buffer, so that a body of tiny chunks costs no more memory than its bytes. */
export interface Collector {
  /** @throws HttpError 413 when there are more than the limit */
  add(chunk: Uint8Array): void;
  bytes(): Uint8Array;
}

export function createCollector(limit: number): Collector {
  let buffer = new Uint8Array(Math.min(FIRST_BYTES, limit));
  let size = 0;
  return {
    add(chunk) {
      if (size + chunk.length > limit) throw tooLarge('The body', limit);
      if (size + chunk.length > buffer.length) {
        const larger = new Uint8Array(Math.min(limit, Math.max(2 * buffer.length, size + chunk.length)));
        larger.set(buffer.subarray(0, size));
        buffer = larger;
      }
      buffer.set(chunk, size);
      size += chunk.length;
    },
    bytes: () => buffer.subarray(0, size),
  };
}
