import { afterEach, describe, expect, it, vi } from 'vitest';
import { errorCode, PluginError } from '../errors.ts';
import { WINDOW } from './streams.ts';
import { type Connection, connect, deferred, nothing, rejection } from './test-peers.ts';
import { transfer } from './transfer.ts';

type Numbers = AsyncIterableIterator<number>;

const gone = new PluginError('DISPOSED', 'gone');
const collect = async <T>(source: AsyncIterable<T>): Promise<T[]> => {
  const items: T[] = [];
  for await (const item of source) items.push(item);
  return items;
};
const pause = (milliseconds = 5) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** A generator that knows how far it ran and how it ended. */
function counter(count: number, error?: Error) {
  const state = { made: 0, ended: false };
  const items = (async function* () {
    try {
      for (; state.made < count; ) yield state.made++;
      if (error) throw error;
    } finally {
      state.ended = true;
    }
  })();
  return Object.assign(state, { items });
}

const reading = (stream: ReadableStream): AsyncIterable<unknown> => ({
  async *[Symbol.asyncIterator]() {
    const reader = stream.getReader();
    for (let item = await reader.read(); !item.done; item = await reader.read()) yield item.value;
  },
});

describe('references', () => {
  let connection: Connection;
  afterEach(() => connection?.end());
  const idle = () =>
    vi.waitFor(() => {
      expect(connection.client.size()).toEqual(nothing);
      expect(connection.server.size()).toEqual(nothing);
    });

  describe('async iterables', () => {
    it('come as a result, item by item', async () => {
      connection = connect({ numbers: () => counter(100).items });
      const numbers = (await connection.client.call('numbers', [])) as Numbers;
      expect(await collect(numbers)).toEqual(Array.from({ length: 100 }, (_, index) => index));
      await idle();
    });

    it('go as an argument, nested', async () => {
      connection = connect({
        sum: async ([argument]) => {
          let sum = 0;
          for await (const value of (argument as { list: [Numbers] }).list[0]) sum += value;
          return sum;
        },
      });
      const argument = { list: [counter(10).items] };
      expect(await connection.client.call('sum', [argument], { references: true })).toBe(45);
      await idle();
    });

    it('may be any object that can be iterated', async () => {
      let made = 0;
      const plain = {
        [Symbol.asyncIterator]: () => ({ next: async () => ({ done: made > 2, value: made++ }) }),
      };
      connection = connect({ numbers: () => plain });
      expect(await collect((await connection.client.call('numbers', [])) as Numbers)).toEqual([0, 1, 2]);
      await idle();
    });

    it('start slowly and never run more than a window ahead', async () => {
      const source = counter(1000);
      connection = connect({ numbers: () => source.items });
      const numbers = (await connection.client.call('numbers', [])) as Numbers;
      await pause();
      expect(source.made).toBe(0);
      await numbers.next();
      await pause();
      expect(source.made).toBe(1);
      for (let taken = 2; taken < 100; taken++) {
        await numbers.next();
        await new Promise((resolve) => setImmediate(resolve));
        expect(source.made).toBeLessThanOrEqual(taken + WINDOW);
      }
      await pause();
      expect(source.made).toBeGreaterThan(100);
      await numbers.return?.();
      await idle();
    });

    it('stop when the consumer does', async () => {
      const source = counter(1e9);
      connection = connect({ numbers: () => source.items });
      for await (const value of (await connection.client.call('numbers', [])) as Numbers)
        if (value === 3) break;
      await vi.waitFor(() => expect(source.ended).toBe(true));
      await idle();
    });

    it('that wait for ever leave nothing behind when the consumer stops', async () => {
      const stopped = vi.fn();
      connection = connect({
        never: () => ({
          [Symbol.asyncIterator]: () => ({ next: () => new Promise(() => {}), return: stopped }),
        }),
      });
      const never = (await connection.client.call('never', [])) as Numbers;
      const next = never.next();
      await pause();
      await never.return?.();
      expect(await next).toMatchObject({ done: true });
      expect(await never.next()).toMatchObject({ done: true });
      expect(stopped).toHaveBeenCalledTimes(1);
      await idle();
    });

    it('pass their error on, with its code, after the items before it', async () => {
      const source = counter(3, Object.assign(new RangeError('enough'), { code: 'E_ENOUGH' }));
      connection = connect({ numbers: () => source.items });
      const numbers = (await connection.client.call('numbers', [])) as Numbers;
      const items: number[] = [];
      const error = await rejection(
        (async () => {
          for await (const item of numbers) items.push(item);
        })(),
      );
      expect(items).toEqual([0, 1, 2]);
      expect(error).toMatchObject({ name: 'RangeError', message: 'enough', code: 'E_ENOUGH' });
      expect(await numbers.next()).toMatchObject({ done: true });
      await idle();
    });

    it('refuse an item that cannot be cloned, and stop', async () => {
      const source = counter(1);
      connection = connect({
        async *bad() {
          try {
            yield { fine: true };
            yield { value: () => 1 };
            yield 'never seen';
          } finally {
            source.ended = true;
          }
        },
      });
      const items = (await connection.client.call('bad', [])) as AsyncIterableIterator<unknown>;
      await items.next();
      expect(await rejection(items.next())).toMatchObject({
        code: 'DATA_CLONE',
        message: expect.stringContaining('result.value.value'),
      });
      await vi.waitFor(() => expect(source.ended).toBe(true));
      await idle();
    });

    it('answer many pulls at once in order', async () => {
      connection = connect({ numbers: () => counter(100).items });
      const numbers = (await connection.client.call('numbers', [])) as Numbers;
      const items = await Promise.all(Array.from({ length: 120 }, () => numbers.next()));
      expect(items.map(({ value }) => value).slice(0, 100)).toEqual(
        Array.from({ length: 100 }, (_, index) => index),
      );
      expect(items.slice(100).every(({ done }) => done)).toBe(true);
      await idle();
    });

    it('are refused to who pulls further ahead than allowed', async () => {
      connection = connect({ numbers: () => counter(1000).items });
      const sent: unknown[][] = connection.batches;
      await connection.client.call('numbers', []);
      const slots = sent[1]?.[2] as [[null, number, number, number]];
      const pulls = Array.from({ length: WINDOW + 1 }, () => connection.client.call(slots[0][3], []));
      expect(await rejection(pulls.pop() as Promise<unknown>)).toMatchObject({ name: 'RangeError' });
      expect(await pulls[WINDOW - 1]).toEqual({ done: false, value: WINDOW - 1 });
    });

    it('end on both sides when the connection closes', async () => {
      const source = counter(1e9);
      connection = connect({ numbers: () => source.items });
      const numbers = (await connection.client.call('numbers', [])) as Numbers;
      await numbers.next();
      await numbers.next();
      connection.client.close(gone);
      connection.server.close(gone);
      await vi.waitFor(() => expect(source.ended).toBe(true));
      const outcome = await numbers.next().then(
        (item) => item.value,
        (error) => errorCode(error),
      );
      expect([2, 'DISPOSED']).toContain(outcome);
      await idle();
    });

    it('are stopped when nobody waits for them any more', async () => {
      const source = counter(10);
      const go = deferred();
      const controller = new AbortController();
      connection = connect({ late: () => go.promise.then(() => source.items) });
      const call = rejection(connection.client.call('late', [], { signal: controller.signal }));
      await vi.waitFor(() => expect(connection.server.size().inbound).toBe(1));
      controller.abort();
      await call;
      go.resolve(undefined);
      await idle();
    });

    it('are stopped when the call they went with fails', async () => {
      const source = counter(10);
      connection = connect({});
      await source.items.next();
      await rejection(connection.client.call('none', [source.items], { references: true }));
      await vi.waitFor(() => expect(source.ended).toBe(true));
      await idle();
    });

    it('are found only where the call says so', async () => {
      connection = connect({ echo: ([value]) => typeof value });
      expect(await rejection(connection.client.call('echo', [counter(1).items]))).toMatchObject({
        code: 'DATA_CLONE',
        message: expect.stringContaining('args[0] '),
      });
    });
  });

  describe('streams', () => {
    const streamOf = (...chunks: unknown[]) =>
      new ReadableStream({
        start(controller) {
          for (const chunk of chunks) controller.enqueue(chunk);
          controller.close();
        },
      });

    it('come as a result and go as an argument', async () => {
      connection = connect({
        echo: async ([stream]) => streamOf(...(await collect(reading(stream as ReadableStream)))),
      });
      const stream = await connection.client.call('echo', [streamOf('a', { b: 1 })], { references: true });
      expect(stream).toBeInstanceOf(ReadableStream);
      expect(await collect(reading(stream as ReadableStream))).toEqual(['a', { b: 1 }]);
      await idle();
    });

    it('pull only what is read, and cancel their source with the reason', async () => {
      const pulled = vi.fn();
      const cancelled = vi.fn();
      connection = connect({
        endless: () =>
          new ReadableStream(
            {
              pull(controller) {
                pulled();
                controller.enqueue('x'.repeat(10));
              },
              cancel: cancelled,
            },
            { highWaterMark: 0 },
          ),
      });
      const stream = (await connection.client.call('endless', [])) as ReadableStream;
      await pause();
      expect(pulled).not.toHaveBeenCalled();
      const reader = stream.getReader();
      for (let read = 0; read < 50; read++) await reader.read();
      await pause();
      expect(pulled.mock.calls.length).toBeLessThanOrEqual(50 + WINDOW);
      await reader.cancel(new Error('seen enough'));
      await vi.waitFor(() =>
        expect(cancelled).toHaveBeenCalledWith(expect.objectContaining({ message: 'seen enough' })),
      );
      await idle();
    });

    it('fail where their source does', async () => {
      connection = connect({
        broken: () =>
          new ReadableStream({
            pull(controller) {
              controller.error(Object.assign(new Error('disk'), { code: 'E_DISK' }));
            },
          }),
      });
      const stream = (await connection.client.call('broken', [])) as ReadableStream;
      expect(await rejection(stream.getReader().read())).toMatchObject({ code: 'E_DISK', message: 'disk' });
      await idle();
    });

    it('that are locked fail the call', async () => {
      const stream = streamOf(1);
      stream.getReader();
      connection = connect({ locked: () => stream });
      expect(await rejection(connection.client.call('locked', []))).toMatchObject({ name: 'TypeError' });
      expect(await rejection(connection.client.call('x', [stream], { references: true }))).toMatchObject({
        name: 'TypeError',
      });
      await idle();
    });

    it('move the bytes of chunks that say so', async () => {
      const bytes = [new Uint8Array([1, 2]), new Uint8Array([3])];
      connection = connect({
        bytes: () => streamOf(...bytes.map((chunk) => transfer(chunk, [chunk.buffer]))),
      });
      const stream = (await connection.client.call('bytes', [])) as ReadableStream;
      expect(await collect(reading(stream))).toEqual([new Uint8Array([1, 2]), new Uint8Array([3])]);
      expect(bytes.map(({ byteLength }) => byteLength)).toEqual([0, 0]);
      await idle();
    });
  });

  describe('signals', () => {
    it('abort on the other side, with the reason', async () => {
      let seen: AbortSignal | undefined;
      const go = deferred();
      connection = connect({
        watch([argument]) {
          seen = (argument as { signal: AbortSignal }).signal;
          return go.promise;
        },
      });
      const controller = new AbortController();
      const call = connection.client.call('watch', [{ signal: controller.signal }], { references: true });
      await vi.waitFor(() => expect(seen).toBeInstanceOf(AbortSignal));
      expect(seen?.aborted).toBe(false);
      controller.abort(Object.assign(new Error('stop'), { code: 'E_STOP' }));
      await vi.waitFor(() => expect(seen?.reason).toMatchObject({ code: 'E_STOP', message: 'stop' }));
      go.resolve('done');
      expect(await call).toBe('done');
      await idle();
    });

    it('that have aborted arrive so', async () => {
      connection = connect({
        watch: ([signal]) => [
          (signal as AbortSignal).aborted,
          (signal as AbortSignal).reason instanceof Error && (signal as AbortSignal).reason.name,
        ],
      });
      expect(await connection.client.call('watch', [AbortSignal.abort()], { references: true })).toEqual([
        true,
        'AbortError',
      ]);
      await idle();
    });

    it('live as long as their call', async () => {
      const seen: AbortSignal[] = [];
      connection = connect({ watch: ([signal]) => void seen.push(signal as AbortSignal) });
      const controller = new AbortController();
      const remove = vi.spyOn(controller.signal, 'removeEventListener');
      await connection.client.call('watch', [controller.signal], { references: true });
      await idle();
      expect(remove).toHaveBeenCalled();
      controller.abort();
      await pause();
      expect(seen[0]?.aborted).toBe(false);
    });

    it('of a subscription live as long as it does', async () => {
      const seen: AbortSignal[] = [];
      connection = connect({
        on([signal]) {
          seen.push(signal as AbortSignal);
          return { dispose() {} };
        },
      });
      const [first, second] = [new AbortController(), new AbortController()];
      const subscriptions = [first, second].map(({ signal }) =>
        connection.client.subscribe('on', [signal], { references: true }),
      );
      await Promise.all(subscriptions.map(({ ready }) => ready));
      first.abort();
      await vi.waitFor(() => expect(seen[0]?.aborted).toBe(true));
      for (const subscription of subscriptions) subscription.dispose();
      await idle();
      second.abort();
      await pause();
      expect(seen[1]?.aborted).toBe(false);
    });

    it('abort when the connection closes', async () => {
      let seen: AbortSignal | undefined;
      connection = connect({
        watch([signal]) {
          seen = signal as AbortSignal;
          return new Promise(() => {});
        },
      });
      const { signal } = new AbortController();
      const call = rejection(connection.client.call('watch', [signal], { references: true }));
      await vi.waitFor(() => expect(seen).toBeDefined());
      connection.server.close(gone);
      await vi.waitFor(() => expect(seen?.reason).toBe(gone));
      connection.client.close(gone);
      await call;
      await idle();
    });
  });

  describe('transfer', () => {
    it('moves arguments and results, in order with what was sent before', async () => {
      const order: unknown[] = [];
      connection = connect({
        take([value]) {
          order.push(value instanceof ArrayBuffer ? value.byteLength : value);
          return value instanceof ArrayBuffer ? transfer({ value }, [value]) : value;
        },
      });
      const [one, two] = [new ArrayBuffer(8), new ArrayBuffer(4)];
      const results = await Promise.all([
        connection.client.call('take', ['before']),
        connection.client.call('take', [transfer(one, [one])]),
        connection.client.call('take', ['between']),
        connection.client.call('take', [transfer(two, [two])], { references: true }),
        connection.client.call('take', ['after']),
      ]);
      expect(order).toEqual(['before', 8, 'between', 4, 'after']);
      expect([one.byteLength, two.byteLength]).toEqual([0, 0]);
      expect(results).toMatchObject(['before', { value: { byteLength: 8 } }, 'between', {}, 'after']);
      expect(connection.batches.length).toBe(2);
    });

    it('moves nothing of a batch that cannot be sent as a whole, and then what can', async () => {
      connection = connect({ size: ([value]) => (value as ArrayBuffer).byteLength });
      const buffer = new ArrayBuffer(8);
      const [good, bad] = [
        connection.client.call('size', [transfer(buffer, [buffer])]),
        rejection(connection.client.call('size', [() => 1])),
      ];
      expect(await good).toBe(8);
      expect(errorCode(await bad)).toBe('DATA_CLONE');
      expect(buffer.byteLength).toBe(0);
    });

    it('is an error inside another value', async () => {
      const buffer = new ArrayBuffer(8);
      connection = connect({ echo: ([value]) => value });
      expect(
        await rejection(connection.client.call('echo', [{ inner: transfer(buffer, [buffer]) }])),
      ).toMatchObject({ code: 'DATA_CLONE', message: expect.stringContaining('args[0].inner') });
      expect(buffer.byteLength).toBe(8);
    });

    it('notifies, too', async () => {
      const seen = vi.fn();
      connection = connect({ see: ([value]) => seen((value as ArrayBuffer).byteLength) });
      const buffer = new ArrayBuffer(3);
      connection.client.notify('see', [transfer(buffer, [buffer])]);
      await vi.waitFor(() => expect(seen).toHaveBeenCalledWith(3));
    });
  });
});
