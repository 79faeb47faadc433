/** Collects the operations of one turn, and posts them together. */
export interface Operations {
  push(...parts: readonly unknown[]): void;
  /** What was collected goes out now. */
  flush(): void;
  /** Changes with each flush: what was inserted in this turn goes out as it is at its end. */
  turn(): number;
  nextId(): number;
}

export function createOperations(post: (operations: unknown[]) => void): Operations {
  let collected: unknown[] = [];
  let turn = 0;
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
      if (collected.length === 0) queueMicrotask(flush);
      collected.push(...parts);
    },
    flush,
    turn: () => turn,
    nextId: () => ++lastId,
  };
}
