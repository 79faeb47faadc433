import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createStore } from '../store.ts';
import { announceChanges, PAUSE } from './announce-changes.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function follow() {
  const store = createStore({ files: ['a'], status: 'ready' });
  const emit = vi.fn();
  const end = announceChanges(store, ({ files }) => files, emit);
  return { store, emit, end };
}

it('tells many changes in a row once, and goes on telling', () => {
  const { store, emit } = follow();
  for (const name of ['b', 'c', 'd']) store.set({ files: [name], status: 'ready' });
  expect(emit).not.toHaveBeenCalled();
  vi.advanceTimersByTime(PAUSE);
  expect(emit).toHaveBeenCalledTimes(1);
  store.set({ files: ['e'], status: 'ready' });
  vi.advanceTimersByTime(PAUSE);
  expect(emit).toHaveBeenCalledTimes(2);
});

it('keeps to itself what is the same, or not selected', () => {
  const { store, emit } = follow();
  store.set({ files: ['a'], status: 'ready' });
  vi.advanceTimersByTime(PAUSE);
  store.set({ files: ['a'], status: 'loading' });
  vi.advanceTimersByTime(PAUSE);
  expect(emit).not.toHaveBeenCalled();
});

it('ends, with what is under way', () => {
  const { store, emit, end } = follow();
  store.set({ files: ['b'], status: 'ready' });
  end();
  store.set({ files: ['c'], status: 'ready' });
  vi.advanceTimersByTime(PAUSE);
  expect(emit).not.toHaveBeenCalled();
});
