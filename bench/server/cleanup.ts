/** What has to be undone when the run ends, however it ends. */
export interface Cleanup {
  add(undo: () => Promise<unknown>): void;
  /** Undoes everything, last things first. The second caller waits for the same. */
  run(): Promise<void>;
}

export function createCleanup(): Cleanup {
  const undos: (() => Promise<unknown>)[] = [];
  let running: Promise<void> | undefined;
  async function undoAll(): Promise<void> {
    for (const undo of undos.toReversed()) await undo().catch(console.error);
  }
  return {
    add: (undo) => undos.push(undo),
    run() {
      running ??= undoAll();
      return running;
    },
  };
}
