import { setImmediate } from 'node:timers/promises';

/** Enough for a plugin to hear, ask, hear the answer, and ask again. */
const TURNS = 8;

/** Lets messages arrive that are on their way: each turn of the event loop delivers what was posted before it. */
export async function letMessagesArrive(): Promise<void> {
  for (let turn = 0; turn < TURNS; turn++) await setImmediate();
}
