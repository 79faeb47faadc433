/** Collects the operations of one turn, and posts them together. */
export interface Operations {
  push(...parts: readonly unknown[]): void;
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
  let turn = 0;
  let stopped = false;
  let lastId = 0;

  function flush(): void {
    if (collected.length === 0) return;
    const operations = collected;
    collected = [];
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
    flush,
    stop() {
      stopped = true;
      collected = [];
    },
    turn: () => turn,
    nextId: () => ++lastId,
  };
}
