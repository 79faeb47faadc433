import { createDrawing, TRANSFER_BYTES } from './payload.ts';
import type { Remote } from './service.ts';

export type Workload =
  | 'sequential'
  | 'concurrent'
  | 'events'
  | 'callbacks'
  | 'transfer'
  | 'clone'
  | 'clone-checked';

const CALLS = 1_000;
const EVENTS = 10_000;
/**
 * Units inside one block: long against the clock's resolution of 0.1 ms, short against the moods of a shared machine, so that
 * two blocks one after the other meet the same one.
 */
const UNITS: Record<Workload, number> = {
  sequential: 0.25,
  concurrent: 1,
  events: 1,
  callbacks: 1,
  transfer: 3,
  clone: 4,
  'clone-checked': 4,
};

/**
 * Runs one block against the other side and returns milliseconds per unit (1,000 calls, 10,000 events, one round trip), or
 * `undefined` where the connection cannot do it.
 */
export async function measureBlock(remote: Remote, workload: Workload): Promise<number | undefined> {
  const once = prepare(remote, workload);
  if (!once) return undefined;
  const start = performance.now();
  for (let done = 0; done < UNITS[workload]; done++) await once();
  return (performance.now() - start) / UNITS[workload];
}

function prepare(remote: Remote, workload: Workload): (() => Promise<void>) | undefined {
  const { burst, transfer, cloneChecked } = remote;
  switch (workload) {
    case 'sequential':
      return () => sequential(remote);
    case 'concurrent':
      return () => concurrent(remote);
    case 'events':
      return () => events(remote);
    case 'callbacks':
      return burst && (async () => expect(await burst((value) => value + 1, CALLS), sumTo(CALLS)));
    case 'transfer': {
      if (!transfer) return undefined;
      let buffer = new ArrayBuffer(TRANSFER_BYTES);
      return async () => {
        buffer = await transfer(buffer);
        expect(buffer.byteLength, TRANSFER_BYTES);
      };
    }
    case 'clone':
      return cloning((value) => remote.clone(value));
    case 'clone-checked':
      return cloneChecked && cloning(cloneChecked);
  }
}

async function sequential(remote: Remote): Promise<void> {
  const calls = CALLS * UNITS.sequential;
  for (let index = 0; index < calls; index++) expect(await remote.add(index, 1), index + 1);
}

async function concurrent(remote: Remote): Promise<void> {
  const answers: Promise<number>[] = [];
  for (let index = 0; index < CALLS; index++) answers.push(remote.add(index, 1));
  let sum = 0;
  for (const answer of await Promise.all(answers)) sum += answer;
  expect(sum, sumTo(CALLS));
}

async function events(remote: Remote): Promise<void> {
  for (let index = 0; index < EVENTS; index++) remote.tick(index);
  expect(await remote.ticks(), EVENTS);
}

function cloning(clone: (value: unknown) => Promise<unknown>): () => Promise<void> {
  const drawing = createDrawing();
  return async () => {
    const copy = (await clone(drawing)) as typeof drawing;
    expect(copy.pages.length, drawing.pages.length);
  };
}

const sumTo = (count: number): number => (count * (count + 1)) / 2;

function expect(actual: number, expected: number): void {
  if (actual !== expected) throw new Error(`The workload expected ${expected}, not ${actual}`);
}
