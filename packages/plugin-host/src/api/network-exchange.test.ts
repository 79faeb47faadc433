import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { describe, expect, it, vi } from 'vitest';
import { useHttpServer } from '../../test/support/http-server.ts';
import { answerWithoutEnd, bindTestNetwork, GET, open } from '../../test/support/test-network.ts';
import { DEFAULT_LIMITS } from '../limits/limits.ts';

const server = useHttpServer();
const setUp = (options?: Parameters<typeof bindTestNetwork>[1]) => bindTestNetwork(server, options);

describe('a limit', () => {
  it('holds for requests in flight, until the body of one is read, cancelled or failed', async () => {
    const { fetch } = setUp({ limits: { requestsInFlight: 1 } });
    const get = () => fetch({ url: server.origin, ...GET });
    const first = await open(await get());
    await expect(get()).rejects.toMatchObject({
      code: 'LIMIT_EXCEEDED',
      message: expect.stringContaining('requestsInFlight'),
      data: { limit: 'requestsInFlight', value: 1 },
    });
    await first.text();
    const second = await open(await get());
    await second.reader.cancel();
    server.answer = (request) => request.socket.destroy();
    await expect(get()).rejects.toMatchObject({ code: 'NETWORK_ERROR' });
    server.answer = (_request, response) => response.end();
    expect((await open(await get())).head.status).toBe(200);
  });

  it('holds for the bytes of an answer that says how many it has', async () => {
    server.answer = (_request, response) => response.end('12345');
    await expect(
      setUp({ limits: { responseBytes: 4 } }).fetch({ url: server.origin, ...GET }),
    ).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED', message: expect.stringContaining('responseBytes') });
  });

  it('holds for the bytes of an answer that does not say, and ends it', async () => {
    const left = answerWithoutEnd(server);
    const { reader } = await open(
      await setUp({ limits: { responseBytes: 4 } }).fetch({ url: server.origin, ...GET }),
    );
    await expect(reader.read()).rejects.toMatchObject({
      code: 'LIMIT_EXCEEDED',
      data: { limit: 'responseBytes', value: 4 },
    });
    await left;
  });

  it.each([
    ['4', 4],
    ['5', 5],
  ])('lets an answer of %s bytes through where 5 are allowed', async (_, length) => {
    server.answer = (_request, response) => response.end('x'.repeat(length));
    const { text } = await open(
      await setUp({ limits: { responseBytes: 5 } }).fetch({ url: server.origin, ...GET }),
    );
    expect(await text()).toHaveLength(length);
  });

  it('holds for the time until the head', async () => {
    const asked = new Promise<IncomingMessage>((resolve) => {
      server.answer = (request) => resolve(request);
    });
    const { fetch, deadlines } = setUp();
    const request = fetch({ url: server.origin, ...GET });
    const { socket } = await asked;
    const closed = once(socket, 'close');
    for (const expire of deadlines) expire();
    await expect(request).rejects.toMatchObject({
      code: 'DEADLINE_EXCEEDED',
      data: { limit: 'requestDuration', value: DEFAULT_LIMITS.requestDuration },
    });
    await closed;
  });

  it('holds for the time until the end of the body', async () => {
    const left = answerWithoutEnd(server);
    const { fetch, deadlines } = setUp();
    const { reader } = await open(await fetch({ url: server.origin, ...GET }));
    await reader.read();
    for (const expire of deadlines) expire();
    await expect(reader.read()).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' });
    await left;
  });
});

describe('a request ends at the server', () => {
  it('when its signal aborts before the answer', async () => {
    const asked = new Promise<IncomingMessage>((resolve) => {
      server.answer = (request) => resolve(request);
    });
    const controller = new AbortController();
    const request = setUp().fetch({ url: server.origin, ...GET, signal: controller.signal });
    const closed = once((await asked).socket, 'close');
    controller.abort();
    await expect(request).rejects.toMatchObject({ code: 'ABORTED' });
    await closed;
  });

  it('when its signal aborts before it is sent', async () => {
    const service = { fetch: vi.fn(() => new Promise<Response>(() => undefined)) };
    const request = setUp({ service }).fetch({ url: server.origin, ...GET, signal: AbortSignal.abort() });
    await expect(request).rejects.toMatchObject({ code: 'ABORTED' });
  });

  it.each(['signal', 'body', 'plugin'])('when the %s ends during the body', async (which) => {
    const left = answerWithoutEnd(server);
    const controller = new AbortController();
    const { fetch, stop } = setUp();
    const { reader } = await open(await fetch({ url: server.origin, ...GET, signal: controller.signal }));
    await reader.read();
    if (which === 'body') await reader.cancel();
    else {
      if (which === 'signal') controller.abort();
      else stop();
      await expect(reader.read()).rejects.toMatchObject({ code: 'ABORTED' });
    }
    await left;
  });

  it('even where the service does not listen to signals', async () => {
    let resolve: (response: Response) => void = () => undefined;
    const service = {
      fetch: () =>
        new Promise<Response>((settle) => {
          resolve = settle;
        }),
    };
    const controller = new AbortController();
    const request = setUp({ service }).fetch({ url: server.origin, ...GET, signal: controller.signal });
    controller.abort();
    await expect(request).rejects.toMatchObject({ code: 'ABORTED' });
    const cancelled = new Promise((cancel) => resolve(new Response(new ReadableStream({ cancel }))));
    await expect(cancelled).resolves.toMatchObject({ code: 'ABORTED' });
  });
});
