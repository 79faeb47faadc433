/** Waits for conditions, without asking again and again: whoever changes something says so. */
export interface Watch {
  changed(): void;
  /** Resolves when the condition holds, at once if it does; rejects with what it throws, or when the watch has ended. */
  until(condition: () => boolean): Promise<void>;
  end(reason: Error): void;
}

export function createWatch(): Watch {
  const waiting = new Set<() => void>();
  let ended: Error | undefined;
  const changed = () => {
    for (const look of [...waiting]) look();
  };

  return {
    changed,
    until: (condition) =>
      new Promise((resolve, reject) => {
        function look(): void {
          try {
            if (!condition()) {
              if (ended) throw ended;
              waiting.add(look);
              return;
            }
            resolve();
          } catch (error) {
            reject(error);
          }
          waiting.delete(look);
        }
        look();
      }),
    end(reason) {
      ended = reason;
      changed();
    },
  };
}
