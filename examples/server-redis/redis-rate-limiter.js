/**
 * Counts the requests of several processes together, in fixed windows: the first request of a key opens one, and until it is over the key
 * has its allowance once.
 *
 * One `MULTI` of three plain commands, so that no two processes can both take the last request, and on the clock of Redis, so that theirs
 * need not agree. Fixed windows and not the even refill of the limiter in memory, since that takes a script, which not every
 * Redis-compatible service runs. The price: around the end of a window a user can have twice the allowance.
 *
 * @param {{ multi(): any }} client A client of the package `redis`
 * @param {{ deadlineMs?: number }} [options] `deadlineMs`: how long a request waits for Redis before it goes uncounted
 * @returns {import('@fluxstudio/plugin-server').RateLimiter}
 *
 * @example
 * createPluginServer({ db, authenticate, rateLimiter: createRedisRateLimiter(client) });
 */
export function createRedisRateLimiter(client, { deadlineMs = 250 } = {}) {
  return {
    async take(key, { requests, perMs }) {
      const counting = client
        .multi()
        .set(key, '0', { NX: true, PX: Math.ceil(perMs) })
        .incr(key)
        .pTTL(key)
        .exec();
      const [, count, left] = await within(deadlineMs, counting);
      return count <= requests ? 0 : Math.max(left, 1);
    },
  };
}

/** plugin-server lets requests pass when its limiter fails, but waits for one that does neither. */
async function within(milliseconds, work) {
  let timer;
  const late = new Promise((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('Redis does not answer')), milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
