import { transfer } from '@fluxstudio/plugin-protocol/rpc/transfer';

/** Collects the operations of one turn, and posts them together. */
export interface Operations {
  push(...parts: readonly unknown[]): void;
  /** An image among what was pushed goes out itself: no copy of it stays here. */
  move(image: ImageBitmap): void;
  /** What was collected goes out now. */
  flush(): void;
  /** Nobody wants more of them. */
  stop(): void;
  /** Changes with each flush: what was inserted in this turn goes out as it is at its end. */
  turn(): number;
  nextId(): number;
}

/** Goes out before the end of the turn: a panel that is far too long is told so, and not that its message was. */
const MOST_PARTS = 100_000;

export function createOperations(post: (operations: unknown[]) => void): Operations {
  let collected: unknown[] = [];
  let moved: ImageBitmap[] = [];
  let turn = 0;
  let stopped = false;
  let lastId = 0;

  function flush(): void {
    if (collected.length === 0) return;
    const operations = moved.length > 0 ? transfer(collected, moved) : collected;
    collected = [];
    moved = [];
    turn++;
    post(operations);
  }

  return {
    push(...parts) {
      if (stopped) return;
      if (collected.length === 0) queueMicrotask(flush);
      collected.push(...parts);
      if (collected.length > MOST_PARTS) flush();
    },
    move(image) {
      if (stopped) image.close();
      else moved.push(image);
    },
    flush,
    stop() {
      stopped = true;
      collected = [];
      for (const image of moved) image.close();
      moved = [];
    },
    turn: () => turn,
    nextId: () => ++lastId,
  };
}
