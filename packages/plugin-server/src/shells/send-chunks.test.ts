import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { sendChunks } from './send-chunks.ts';

const WAIT = { timeout: 20_000 };

let server: Server;
let socket: Socket | undefined;
afterEach(() => {
  socket?.destroy();
  server.closeAllConnections();
  server.close();
});

/** Sends chunks to a caller who has not begun to read. */
async function open(chunks: AsyncIterable<Uint8Array>) {
  let sent: Promise<void> | undefined;
  let response: ServerResponse | undefined;
  server = createServer((_request, res) => {
    response = res;
    sent = sendChunks(res, chunks);
    sent.catch(() => undefined);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const caller = connect((server.address() as AddressInfo).port, '127.0.0.1').on('error', () => undefined);
  socket = caller;
  caller.pause().write('GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
  await vi.waitUntil(() => response, WAIT);
  if (!response || !sent) throw new Error('nothing was asked');
  return { caller, response, sent };
}

const CHUNK = new Uint8Array(64 * 1024).fill(0x2e);

describe('sendChunks', () => {
  it('asks for no chunk that the caller does not take', async () => {
    const total = 4_000;
    let made = 0;
    async function* chunks() {
      while (made < total) {
        made++;
        yield CHUNK;
        await new Promise(setImmediate);
      }
    }
    const { caller, response, sent } = await open(chunks());
    let before = -1;
    await vi.waitUntil(() => {
      const same = made === before;
      before = made;
      return same && response.writableNeedDrain;
    }, WAIT);
    // What fits into the buffers of two sockets.
    expect(made).toBeLessThan(total / 4);

    let received = 0;
    caller.on('data', ({ length }) => {
      received += length;
    });
    caller.resume();
    await Promise.all([sent, once(caller, 'close')]);
    expect(made).toBe(total);
    expect(received).toBeGreaterThan(total * CHUNK.length);
  });

  it('ends the chunks of a caller who leaves while it waits for them to read', async () => {
    const ended = vi.fn();
    async function* chunks() {
      try {
        for (;;) yield CHUNK;
      } finally {
        ended();
      }
    }
    const { caller, response, sent } = await open(chunks());
    await vi.waitUntil(() => response.writableNeedDrain, WAIT);
    caller.destroy();
    await sent;
    expect(ended).toHaveBeenCalledTimes(1);
  });

  it('does not tell of an error that the end of a caller has caused', async () => {
    let fail = (_error: Error): void => undefined;
    const { caller, response, sent } = await open({
      [Symbol.asyncIterator]: () => ({
        next: () =>
          new Promise((_resolve, reject) => {
            fail = reject;
          }),
        return: () => Promise.reject(new Error('as said')),
      }),
    });
    caller.destroy();
    await once(response, 'close');
    fail(new Error('aborted'));
    await expect(sent).resolves.toBeUndefined();
    expect(response.writableFinished).toBe(false);
  });

  it('rejects with the error of the chunks, and does not end the response', async () => {
    async function* chunks() {
      yield CHUNK;
      throw new Error('broken');
    }
    const { response, sent } = await open(chunks());
    await expect(sent).rejects.toThrow('broken');
    expect(response.writableEnded).toBe(false);
  });
});
