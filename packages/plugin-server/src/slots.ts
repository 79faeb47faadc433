import { HttpError } from './http-error.ts';

/** How many things are under way at once, for each key and in all. */
export interface Slots {
  /**
   * @returns what gives the slot back, once
   * @throws HttpError 429 when the key has no more, 503 when nobody has
   */
  take(key: string): () => void;
}

export function createSlots(perKey: number, inAll: number): Slots {
  const taken = new Map<string, number>();
  let all = 0;
  return {
    take(key) {
      const mine = taken.get(key) ?? 0;
      if (mine >= perKey)
        throw busy(429, 'RATE_LIMITED', `At most ${perKey} at once: wait until one is done`);
      if (all >= inAll) throw busy(503, 'BUSY', 'The server is busy, try again');
      taken.set(key, mine + 1);
      all += 1;
      let isFree = false;
      return () => {
        if (isFree) return;
        isFree = true;
        all -= 1;
        const left = (taken.get(key) ?? 1) - 1;
        if (left > 0) taken.set(key, left);
        else taken.delete(key);
      };
    },
  };
}

function busy(status: number, code: string, message: string): HttpError {
  return new HttpError(status, code, message, { headers: { 'retry-after': '1' } });
}
