import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createLocalBackend } from './local-backend.ts';

/** A database of which only the test says what it does. Real ones are in the browser tests. */
function stubDatabase(open: () => object): void {
  vi.stubGlobal('indexedDB', { open });
}

beforeEach(() => void vi.useFakeTimers());

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function listAfterDeadline(): Promise<unknown> {
  const settled = vi.fn();
  const list = createLocalBackend({ userId: 'ada', catalogue: [] })
    .list()
    .catch((error) => error);
  void list.then(settled);
  await vi.advanceTimersByTimeAsync(9_999);
  expect(settled).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  return list;
}

it('gives up a database that is never opened, and closes it when it is opened after all', async () => {
  const requests: { onsuccess?: () => void; result?: object }[] = [];
  stubDatabase(() => {
    const request = {};
    requests.push(request);
    return request;
  });
  expect(await listAfterDeadline()).toMatchObject({
    code: 'STORAGE_UNAVAILABLE',
    message: expect.stringContaining('did not answer within 10 s'),
  });
  const close = vi.fn();
  Object.assign(requests[0] ?? {}, { result: { close } });
  requests[0]?.onsuccess?.();
  expect(close).toHaveBeenCalledOnce();
});

it('gives up a transaction that never ends, and aborts it', async () => {
  const abort = vi.fn();
  const store = { getAllKeys: () => ({}) };
  const transaction = () => ({ abort, objectStore: () => store });
  stubDatabase(() => {
    const request: { onsuccess?: () => void; result: object } = { result: { transaction } };
    queueMicrotask(() => request.onsuccess?.());
    return request;
  });
  expect(await listAfterDeadline()).toMatchObject({ code: 'STORAGE_UNAVAILABLE' });
  expect(abort).toHaveBeenCalledOnce();
});
