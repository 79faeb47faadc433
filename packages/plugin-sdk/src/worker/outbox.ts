import { BATCH_ELEMENTS, WINDOW } from '@fluxstudio/plugin-protocol/flow-control';
import { frameEnd } from '@fluxstudio/plugin-protocol/rpc/wire';

type Send = (message: unknown[], transfer: Transferable[]) => void;

/** What goes out of the worker, at the pace the host allows. */
export interface Outbox {
  post(batch: unknown[], transfer: Transferable[]): void;
  /** The host has handled this many messages. */
  credit(messages: number): void;
}

/**
 * Cuts batches at frame boundaries into messages the host can handle in one go, and keeps at most a window of them on the way.
 * What waits, waits here: a plugin that floods fills its own memory.
 */
export function createOutbox(send: Send): Outbox {
  const waiting: unknown[][] = [];
  let onTheWay = 0;

  function drain(): void {
    while (waiting.length > 0 && onTheWay < WINDOW) {
      onTheWay++;
      send(waiting.shift() as unknown[], []);
    }
  }

  return {
    post(batch, transfer) {
      if (waiting.length === 0 && onTheWay < WINDOW && batch.length <= BATCH_ELEMENTS) {
        onTheWay++;
        // Sent at once, so that a value that cannot be cloned fails in the caller's hands.
        send(batch, transfer);
        return;
      }
      // A clone fails now, in the caller's hands, if it fails at all, and what changes later is sent as it was.
      for (const message of cut(structuredClone(batch, { transfer }))) waiting.push(message);
      drain();
    },
    credit(messages) {
      onTheWay -= messages;
      drain();
    },
  };
}

function cut(batch: unknown[]): unknown[][] {
  const messages: unknown[][] = [];
  let start = 0;
  let at = 0;
  while (at < batch.length) {
    const next = frameEnd(batch, at);
    if (next - start > BATCH_ELEMENTS && at > start) {
      messages.push(batch.slice(start, at));
      start = at;
    }
    at = next;
  }
  messages.push(batch.slice(start));
  return messages;
}
