import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createToastStore, type ToastContent } from './toast-store.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const hello: ToastContent = { type: 'info', title: 'Hello' };
const titles = (store: ReturnType<typeof createToastStore>) => store.getSnapshot().map(({ title }) => title);

/** Whether a promise has settled by now. */
async function isDone(promise: Promise<void>): Promise<boolean> {
  const pending = Symbol();
  return (await Promise.race([promise, Promise.resolve(pending)])) !== pending;
}

describe('createToastStore', () => {
  it('closes a toast after six seconds and tells when it is gone', async () => {
    const store = createToastStore();
    const gone = store.show(hello);
    await vi.advanceTimersByTimeAsync(5999);
    expect([titles(store), await isDone(gone)]).toEqual([['Hello'], false]);
    await vi.advanceTimersByTimeAsync(1);
    expect([titles(store), await isDone(gone)]).toEqual([[], true]);
  });

  it('keeps one with duration 0 until it is closed', async () => {
    const store = createToastStore();
    const gone = store.show({ ...hello, duration: 0 });
    store.pause();
    store.resume();
    await vi.advanceTimersByTimeAsync(600_000);
    expect(titles(store)).toEqual(['Hello']);
    store.close(store.getSnapshot()[0]?.id ?? -1);
    expect(await isDone(gone)).toBe(true);
  });

  it('stops the clocks while it is paused, also for what arrives meanwhile', async () => {
    const store = createToastStore();
    void store.show(hello);
    await vi.advanceTimersByTimeAsync(4000);
    store.pause();
    void store.show({ ...hello, title: 'Late' });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(titles(store)).toEqual(['Hello', 'Late']);
    store.resume();
    await vi.advanceTimersByTimeAsync(2000);
    expect(titles(store)).toEqual(['Late']);
    await vi.advanceTimersByTimeAsync(4000);
    expect(titles(store)).toEqual([]);
  });

  it('closes when its signal aborts, and shows nothing for one that has', async () => {
    const store = createToastStore();
    const controller = new AbortController();
    const gone = store.show({ ...hello, duration: 0, signal: controller.signal });
    controller.abort();
    expect([titles(store), await isDone(gone)]).toEqual([[], true]);
    expect(await isDone(store.show({ ...hello, signal: controller.signal }))).toBe(true);
    expect(titles(store)).toEqual([]);
  });

  it('does not let one plugin push the others away', () => {
    const store = createToastStore();
    const loud = { id: 'loud', name: 'Loud' };
    void store.show({ ...hello, title: 'App' });
    for (let count = 1; count <= 9; count++)
      void store.show({ ...hello, title: `Loud ${count}`, plugin: loud });
    expect(titles(store)).toEqual(['App', 'Loud 7', 'Loud 8', 'Loud 9']);
  });

  it('closes everything at once', async () => {
    const store = createToastStore();
    const gone = [store.show(hello), store.show(hello)];
    store.closeAll();
    expect(titles(store)).toEqual([]);
    await Promise.all(gone);
  });
});
