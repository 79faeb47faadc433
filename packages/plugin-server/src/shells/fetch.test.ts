import { describe, expect, it, vi } from 'vitest';
import type { PluginRequest } from '../request.ts';
import { fetchShell } from './fetch.ts';

const URL = 'http://test.invalid/x';

function shellOf(body: AsyncIterable<Uint8Array>) {
  const seen: PluginRequest[] = [];
  const shell = fetchShell(async (request) => {
    seen.push(request);
    return { status: 200, headers: {}, body };
  }, []);
  return { shell, seen };
}

/** Chunks without end, that count how many were made and whether they were ended. */
function counting() {
  const count = { made: 0, ended: 0 };
  async function* chunks() {
    try {
      for (;;) yield new Uint8Array([++count.made]);
    } finally {
      count.ended++;
    }
  }
  return { count, chunks: chunks() };
}

function readerOf(response: Response) {
  if (!response.body) throw new Error('no body');
  return response.body.getReader();
}

describe('streams of the Fetch shell', () => {
  it('make a chunk when one is read', async () => {
    const { count, chunks } = counting();
    const reader = readerOf(await shellOf(chunks).shell(new Request(URL)));
    expect(count.made).toBe(0);
    for (const wanted of [1, 2, 3]) {
      expect((await reader.read()).value).toEqual(new Uint8Array([wanted]));
      expect(count.made).toBe(wanted);
    }
    await reader.cancel();
  });

  it('end with their reader, and abort the signal', async () => {
    const { count, chunks } = counting();
    const { shell, seen } = shellOf(chunks);
    const reader = readerOf(await shell(new Request(URL)));
    await reader.read();
    expect(seen[0]?.signal?.aborted).toBe(false);
    await reader.cancel();
    expect(seen[0]?.signal?.aborted).toBe(true);
    await vi.waitFor(() => expect(count.ended).toBe(1));
  });

  it('end with the request, read or not', async () => {
    const { count, chunks } = counting();
    const { shell, seen } = shellOf(chunks);
    const caller = new AbortController();
    const reader = readerOf(await shell(new Request(URL, { signal: caller.signal })));
    await reader.read();
    caller.abort();
    expect(seen[0]?.signal?.aborted).toBe(true);
    await vi.waitFor(() => expect(count.ended).toBe(1));

    const ended = vi.fn(async () => ({ done: true as const, value: undefined }));
    const unread = shellOf({
      [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(), return: ended }),
    });
    await unread.shell(new Request(URL, { signal: AbortSignal.abort() }));
    expect(unread.seen[0]?.signal?.aborted).toBe(true);
    expect(ended).toHaveBeenCalledTimes(1);
  });

  it('break with their chunks', async () => {
    async function* chunks() {
      yield new Uint8Array([1]);
      throw new Error('broken');
    }
    const reader = readerOf(await shellOf(chunks()).shell(new Request(URL)));
    await reader.read();
    await expect(reader.read()).rejects.toThrow('broken');
  });
});
