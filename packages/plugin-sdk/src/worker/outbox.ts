import { WINDOW } from '@fluxstudio/plugin-protocol/flow-control';

type Send = (message: unknown[], transfer: Transferable[]) => void;

/** What goes out of the worker, at the pace the host allows. */
export interface Outbox {
  post(batch: unknown[], transfer: Transferable[]): void;
  /** The host has handled this many messages. */
  credit(messages: number): void;
}

/** Keeps at most a window of messages on the way. What waits, waits here: a plugin that floods fills its own memory. */
export function createOutbox(send: Send): Outbox {
  const waiting: unknown[][] = [];
  let onTheWay = 0;

  return {
    post(batch, transfer) {
      // A clone fails now, in the caller's hands, if it fails at all, and what changes later is sent as it was.
      if (onTheWay >= WINDOW) waiting.push(structuredClone(batch, { transfer }));
      else {
        send(batch, transfer);
        onTheWay++;
      }
    },
    credit(messages) {
      onTheWay -= messages;
      while (waiting.length > 0 && onTheWay < WINDOW) {
        onTheWay++;
        send(waiting.shift() as unknown[], []);
      }
    },
  };
}
