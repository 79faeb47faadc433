import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openBody } from './body.ts';
import { beginExchange } from './exchange.ts';
import { FETCH_LIMITS } from './limits.ts';

afterEach(() => vi.useRealTimers());

const HOP = { url: new URL('https://api.example.com/'), redirects: 0 };
const CHUNK = 16 * 1024;

/** A body that counts what is read of it. */
function counted(bytes: Uint8Array, headers: Record<string, string> = {}) {
  const source = { statusCode: 200, headers, chunksRead: 0, chunks: Math.ceil(bytes.length / CHUNK) };
  const chunks = async function* () {
    for (; source.chunksRead < source.chunks; ) {
      const start = source.chunksRead++ * CHUNK;
      yield bytes.subarray(start, start + CHUNK);
    }
  };
  return Object.assign(source, { [Symbol.asyncIterator]: chunks });
}

function open(source: ReturnType<typeof counted>) {
  const exchange = beginExchange(undefined, FETCH_LIMITS);
  return openBody(source, 'GET', HOP, exchange, FETCH_LIMITS).chunks[Symbol.asyncIterator]();
}

/** Everything that can happen without another read has happened. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 100; turn++) await new Promise(setImmediate);
}

describe('openBody', () => {
  it('reads a chunk when one is asked for, and no other', async () => {
    const source = counted(Buffer.alloc(100 * CHUNK));
    const chunks = open(source);
    await settled();
    expect(source.chunksRead).toBe(0);
    await chunks.next();
    await settled();
    expect(source.chunksRead).toBe(1);
    await chunks.return?.();
  });

  it('reads no more of an encoded body than fits into a few buffers', async () => {
    const noise = Buffer.from(
      Array.from({ length: 200 * CHUNK }, (_, at) => (at * at * 31 + (at >> 3)) % 251),
    );
    const random = gzipSync(noise, { level: 0 });
    const source = counted(random, { 'content-encoding': 'gzip' });
    const chunks = open(source);
    await chunks.next();
    await settled();
    expect(source.chunksRead).toBeLessThan(20);
    expect(source.chunks).toBeGreaterThan(200);
    await chunks.return?.();
    await settled();
    expect(source.chunksRead).toBeLessThan(20);
  });

  it('does not blame the upstream for a reader that takes its time', async () => {
    vi.useFakeTimers();
    const chunks = open(counted(Buffer.alloc(2 * CHUNK)));
    await chunks.next();
    vi.advanceTimersByTime(FETCH_LIMITS.idleMs * 2);
    expect((await chunks.next()).value).toHaveLength(CHUNK);
    expect((await chunks.next()).done).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('holds the connection of a body that nobody reads until the whole time is over', async () => {
    vi.useFakeTimers();
    const chunks = open(counted(Buffer.alloc(2 * CHUNK)));
    vi.advanceTimersByTime(FETCH_LIMITS.totalMs - 1);
    await chunks.next();
    vi.advanceTimersByTime(1);
    await expect(chunks.next()).rejects.toMatchObject({
      code: 'DEADLINE_EXCEEDED',
      data: { limit: 'totalMs' },
    });
    expect(vi.getTimerCount()).toBe(0);
  });
});
