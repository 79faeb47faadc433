import { describe, expect, it, vi } from 'vitest';
import { whenOver } from './chunks.ts';

const bytes = (text: string): Uint8Array => Buffer.from(text);

async function* two(onReturn: () => void = () => undefined): AsyncGenerator<Uint8Array> {
  try {
    yield bytes('one');
    yield bytes('two');
  } finally {
    onReturn();
  }
}

describe('whenOver', () => {
  it('passes chunks on, and calls once at their end', async () => {
    const done = vi.fn();
    const got: string[] = [];
    for await (const chunk of whenOver(two(), done)) {
      expect(done).not.toHaveBeenCalled();
      got.push(Buffer.from(chunk).toString());
    }
    expect(got).toEqual(['one', 'two']);
    expect(done).toHaveBeenCalledTimes(1);
  });

  it('calls when the reader turns away, and lets the chunks know', async () => {
    const [done, returned] = [vi.fn(), vi.fn()];
    for await (const _chunk of whenOver(two(returned), done)) break;
    expect([done.mock.calls.length, returned.mock.calls.length]).toEqual([1, 1]);
  });

  it('calls when the chunks fail, and passes the failure on', async () => {
    const done = vi.fn();
    const failing = whenOver(
      (async function* () {
        yield bytes('one');
        throw new Error('broke off');
      })(),
      done,
    )[Symbol.asyncIterator]();
    await failing.next();
    await expect(failing.next()).rejects.toThrow('broke off');
    await failing.return?.();
    expect(done).toHaveBeenCalledTimes(1);
  });

  it('calls at once, not after the chunk that is waited for', async () => {
    const done = vi.fn();
    const never: AsyncIterable<Uint8Array> = {
      [Symbol.asyncIterator]: () => ({ next: () => new Promise<never>(() => undefined) }),
    };
    const iterator = whenOver(never, done)[Symbol.asyncIterator]();
    void iterator.next();
    expect(await iterator.return?.()).toEqual({ done: true, value: undefined });
    expect(done).toHaveBeenCalledTimes(1);
  });

  it('calls for chunks that nobody has begun to read', async () => {
    const done = vi.fn();
    await whenOver(two(), done)[Symbol.asyncIterator]().return?.();
    expect(done).toHaveBeenCalledTimes(1);
  });
});
