/** What the example of a rate limiter uses of a client of the package `redis`. */
export interface RedisLike {
  multi(): Multi;
}

export interface Multi {
  set(key: string, value: string, options: { NX: true; PX: number }): Multi;
  incr(key: string): Multi;
  pTTL(key: string): Multi;
  exec(): Promise<unknown[]>;
}

/** Redis as far as that goes: a transaction runs at one moment, and keys expire. `exec` stands in for one that does not work. */
export function createFakeRedis(now: () => number, exec?: () => Promise<never>) {
  const stored = new Map<string, { value: number; expiresAt: number }>();
  const live = (key: string) => {
    const entry = stored.get(key);
    if (entry && entry.expiresAt <= now()) stored.delete(key);
    return stored.get(key);
  };

  function multi(): Multi {
    const commands: (() => unknown)[] = [];
    const queue = (command: () => unknown): Multi => {
      commands.push(command);
      return transaction;
    };
    const transaction: Multi = {
      set: (key, value, { PX }) =>
        queue(() => {
          if (live(key)) return null;
          stored.set(key, { value: Number(value), expiresAt: now() + PX });
          return 'OK';
        }),
      incr: (key) =>
        queue(() => {
          const entry = live(key) ?? { value: 0, expiresAt: Number.POSITIVE_INFINITY };
          entry.value += 1;
          stored.set(key, entry);
          return entry.value;
        }),
      pTTL: (key) =>
        queue(() => {
          const { expiresAt } = live(key) ?? { expiresAt: now() - 2 };
          return expiresAt === Number.POSITIVE_INFINITY ? -1 : expiresAt - now();
        }),
      exec: exec ?? (async () => commands.map((command) => command())),
    };
    return transaction;
  }
  return { multi, keys: () => [...stored.keys()].filter((key) => live(key)) };
}
