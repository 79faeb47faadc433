import { afterEach, describe, expect, it, vi } from 'vitest';
import type { PluginResponse } from './response.ts';
import { createTraffic } from './traffic.ts';

const answer = (body?: PluginResponse['body']): PluginResponse => ({
  status: 200,
  headers: {},
  ...(body === undefined ? {} : { body }),
});

async function* chunks(): AsyncGenerator<Uint8Array> {
  yield Buffer.from('one');
  yield Buffer.from('two');
}

/** Whether it has come to its end by now. */
async function isOver(promise: Promise<unknown>): Promise<boolean> {
  const waiting = Symbol('waiting');
  return (
    (await Promise.race([promise, new Promise((resolve) => setImmediate(resolve, waiting))])) !== waiting
  );
}

const HOUR = 3_600_000;

describe('traffic', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it('is closed at once where there is none', async () => {
    const traffic = createTraffic();
    traffic.enter().leaveWith(answer('done'));
    await traffic.close(HOUR);
    expect(traffic.closing.aborted).toBe(true);
  });

  it('waits for those inside, and lets nobody else in', async () => {
    const traffic = createTraffic();
    const visits = [traffic.enter(), traffic.enter()];
    const closed = traffic.close(HOUR);
    expect(() => traffic.enter()).toThrow(
      expect.objectContaining({
        status: 503,
        code: 'SHUTTING_DOWN',
        headers: { 'retry-after': '1', connection: 'close' },
      }),
    );
    visits[0]?.leaveWith(answer());
    expect(await isOver(closed)).toBe(false);
    visits[1]?.leaveWith(answer('done'));
    await closed;
  });

  it('waits for the last chunk of a stream', async () => {
    const traffic = createTraffic();
    const { body } = traffic.enter().leaveWith(answer(chunks()));
    const closed = traffic.close(HOUR);
    const iterator = (body as AsyncIterable<Uint8Array>)[Symbol.asyncIterator]();
    await iterator.next();
    await iterator.next();
    expect(await isOver(closed)).toBe(false);
    await iterator.next();
    await closed;
  });

  it.each(['fails', 'is not read to its end'])('does not wait for a stream that %s', async (what) => {
    const traffic = createTraffic();
    const failing: AsyncIterable<Uint8Array> = {
      [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(new Error('broke off')) }),
    };
    const { body } = traffic.enter().leaveWith(answer(what === 'fails' ? failing : chunks()));
    const closed = traffic.close(HOUR);
    const iterator = (body as AsyncIterable<Uint8Array>)[Symbol.asyncIterator]();
    if (what === 'fails') await expect(iterator.next()).rejects.toThrow('broke off');
    else await iterator.return?.();
    await closed;
  });

  it('waits no longer than it may', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const traffic = createTraffic();
    traffic.enter();
    const closed = traffic.close(5_000);
    vi.advanceTimersByTime(4_999);
    expect(await isOver(closed)).toBe(false);
    vi.advanceTimersByTime(1);
    await closed;
  });

  it('leaves no timer behind, and is closed once however often it is asked', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const traffic = createTraffic();
    const visit = traffic.enter();
    const [first, second] = [traffic.close(5_000), traffic.close(1)];
    expect(vi.getTimerCount()).toBe(1);
    vi.advanceTimersByTime(1);
    expect(await isOver(second)).toBe(false);
    visit.leaveWith(answer());
    await Promise.all([first, second, traffic.close(1)]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('tells what would never end that the server closes', async () => {
    const traffic = createTraffic();
    let heard = 0;
    traffic.closing.addEventListener('abort', () => heard++);
    await Promise.all([traffic.close(1), traffic.close(1)]);
    expect(heard).toBe(1);
  });
});
