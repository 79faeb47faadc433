import { slice } from './primordials.ts';

/** Shared by every copy of this module: a plugin's bundle brings its own. A symbol never comes over the wire. */
const TRANSFER = Symbol.for('fluxstudio.transfer');

/** Neither plain, so that nobody looks into it, nor cloneable, so that it is an error where it is not understood. */
class Transfer {
  readonly value: () => unknown;
  readonly [TRANSFER]: readonly Transferable[];
  constructor(value: unknown, transferables: readonly Transferable[]) {
    this.value = () => value;
    this[TRANSFER] = transferables;
  }
}

/**
 * Marks what is moved with a value instead of copied: an argument, a result, or an item of a stream, each as a whole. Nothing is
 * moved without it. In a worker as in a page, what was moved can no longer be used on this side.
 *
 * @example
 * await peer.call('render', [transfer(pixels, [pixels.buffer])]);
 */
export function transfer<T>(value: T, transferables: readonly Transferable[]): T {
  return new Transfer(value, transferables) as T;
}

export function isTransfer(value: unknown): value is Transfer {
  return typeof value === 'object' && value !== null && TRANSFER in value;
}

/** Puts `change(value)` in the place of the marked value. */
export const mapTransfer = (marked: Transfer, change: (value: unknown) => unknown) =>
  transfer(change(marked.value()), marked[TRANSFER]);

/**
 * Makes a function that posts messages understand {@link transfer}.
 *
 * @example
 * createPeer({ post: transferring((batch, moved) => port.postMessage(batch, moved)), dispatch });
 */
export function transferring(
  post: (batch: unknown[], moved: Transferable[]) => void,
): (batch: unknown[]) => void {
  return (batch) => {
    let message = batch;
    let moved: Transferable[] = [];
    for (let at = 0; at < batch.length; at++) {
      const item = batch[at];
      if (!isTransfer(item)) continue;
      // The batch is still needed as it is if it cannot be sent.
      if (message === batch) message = slice(batch, 0, batch.length);
      message[at] = item.value();
      moved = moved.concat(item[TRANSFER]);
    }
    post(message, moved);
  };
}
