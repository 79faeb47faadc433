import { BATCH_ELEMENTS } from '../flow-control.ts';
import { bare, chain, resolved, slice } from './primordials.ts';
import { frameEnd } from './wire.ts';

type Send = (op: number, target: unknown, slots: unknown, args: readonly unknown[]) => void;

/**
 * Collects the frames of one turn into one message, or several of a length the other side can handle in one go. `flush` sends what waits now rather than at the end of the turn.
 *
 * @param post sends one message; may throw
 * @param refuse takes each frame that cannot be sent; the others of its batch still are
 */
export function createOutbox(
  post: (batch: unknown[]) => void,
  refuse: (frame: unknown[], cause: unknown) => void,
): [send: Send, flush: () => void] {
  let queue = bare<unknown[]>([]);

  function put(value: unknown): void {
    queue[queue.length] = value;
  }

  function send(op: number, target: unknown, slots: unknown, args: readonly unknown[]): void {
    // A reaction: queueMicrotask() costs several microseconds in Chromium.
    if (!queue.length) chain(resolved, flush);
    put(op);
    put(target);
    put(slots);
    put(args.length);
    for (let at = 0; at < args.length; at++) put(args[at]);
    if (queue.length > BATCH_ELEMENTS) flush();
  }

  function flush(): void {
    const batch = queue;
    queue = bare([]);
    try {
      if (batch.length) post(batch);
    } catch {
      for (let at = 0; at < batch.length; at = frameEnd(batch, at)) {
        const frame = slice(batch, at, frameEnd(batch, at));
        try {
          post(frame);
        } catch (cause) {
          refuse(frame, cause);
        }
      }
    }
  }

  return [send, flush];
}
