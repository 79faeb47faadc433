import { chain, createTable, NativePromise, resolved } from './primordials.ts';
import { isTransfer, mapTransfer } from './transfer.ts';
import type { Loan, RemoteCallback } from './types.ts';
import { ITERABLE, STREAM } from './wire.ts';

/** Items a producer may be ahead of its consumer: each pull on its way is one. */
export const WINDOW = 16;

type Item = { done: boolean; value?: unknown };
const DONE: Item = { done: true };

/** Lends a source: one pull answers one item, in order. Ending the loan stops the source and answers what still waits. */
function lendSource(kind: number, next: () => unknown, stop: (reason: unknown) => unknown): Loan {
  const waiting = createTable<(item: Item) => void, true>();
  let last = resolved;
  let pulls = 0;
  let ended = false;

  function pack(item: unknown): unknown {
    const { done, value } = item as Item;
    if (done) ended = true;
    return isTransfer(value) ? mapTransfer(value, (value) => ({ done, value })) : { done, value };
  }

  return [
    kind,
    () =>
      new NativePromise((resolve, reject) => {
        if (pulls === WINDOW) throw new RangeError('A stream is pulled too far ahead');
        pulls++;
        waiting.set(resolve as never, true);
        last = chain(
          chain(last, () => (ended ? DONE : next())),
          pack,
        );
        chain(
          last,
          (item) => {
            pulls--;
            waiting.delete(resolve as never);
            resolve(item);
          },
          (error) => {
            ended = true;
            reject(error);
          },
        );
      }),
    (_, reason) => {
      waiting.forEach((_, resolve) => {
        resolve(DONE);
      });
      if (ended) return;
      ended = true;
      stop(reason);
    },
  ];
}

/** Lends an async iterable or a stream, `undefined` for any other object. */
export function lendStream(value: object): Loan | undefined {
  if (value instanceof ReadableStream) {
    const reader = value.getReader();
    // A stream that has failed refuses to be cancelled; whoever read it was told why.
    return lendSource(
      STREAM,
      () => reader.read(),
      (reason) => chain(reader.cancel(reason), undefined, () => undefined),
    );
  }
  const iterable = value as AsyncIterable<unknown>;
  if (typeof iterable[Symbol.asyncIterator] !== 'function') return undefined;
  const iterator = iterable[Symbol.asyncIterator]();
  return lendSource(
    ITERABLE,
    () => iterator.next(),
    () => iterator.return?.(),
  );
}

/** The other end of {@link lendStream}. */
export function reviveStream(
  kind: unknown,
  remote: RemoteCallback,
): AsyncIterableIterator<unknown> | ReadableStream {
  const ahead: Promise<Item>[] = [];
  let last = resolved as Promise<Item>;
  let window = 1;
  let ended = false;

  function end(reason?: unknown): void {
    if (!ended) remote.release(reason);
    ended = true;
  }

  function pull(): Promise<Item> {
    return chain(
      remote() as Promise<Item>,
      (item) => {
        if (item.done) end();
        return item;
      },
      (error) => {
        if (ended) return DONE;
        end();
        throw error;
      },
    );
  }

  function take(): Item | Promise<Item> {
    while (!ended && ahead.length < window) {
      const item = pull();
      chain(item, undefined, () => undefined);
      ahead.push(item);
    }
    // Slowly at first: who wants one item does not make sixteen.
    if (window < WINDOW) window *= 2;
    return ahead.shift() ?? DONE;
  }

  const iterator = {
    next: () => (last = chain(last, take, take)),
    return(value?: unknown) {
      end();
      ahead.length = 0;
      return chain(resolved, () => ({ done: true, value }));
    },
    [Symbol.asyncIterator]: () => iterator,
  } as AsyncIterableIterator<unknown>;
  return kind === ITERABLE
    ? iterator
    : new ReadableStream(
        {
          pull: (controller) =>
            chain(iterator.next() as Promise<Item>, ({ done, value }) =>
              done ? controller.close() : controller.enqueue(value),
            ),
          cancel: end,
        },
        { highWaterMark: 0 },
      );
}
