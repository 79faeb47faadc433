import { describe, expect, it, vi } from 'vitest';
import { useHttpServer } from '../../test/support/http-server.ts';
import { bindTestNetwork, failure, GET, open } from '../../test/support/test-network.ts';
import type { NetworkService } from '../services.ts';

const server = useHttpServer();
const setUp = (options?: Parameters<typeof bindTestNetwork>[1]) => bindTestNetwork(server, options);

describe('a request', () => {
  it('reaches the server as the plugin made it, and comes back as the server answered it', async () => {
    const seen: unknown[] = [];
    server.answer = async (request, response) => {
      const body = Buffer.concat(await request.toArray());
      seen.push(request.method, request.headers['x-mine'], String(body));
      response.writeHead(404, 'Nothing Here', { 'X-Theirs': 'b' }).end('no');
    };
    const { fetch, deadlines } = setUp();
    const stream = await fetch({
      url: `${server.origin}/a?b=c`,
      method: 'PUT',
      headers: [['X-Mine', 'a']],
      body: new TextEncoder().encode('body'),
    });
    const { head, text } = await open(stream);
    expect(seen).toEqual(['PUT', 'a', 'body']);
    expect(head).toMatchObject({ status: 404, statusText: 'Nothing Here', url: `${server.origin}/a?b=c` });
    expect(head.headers).toContainEqual(['x-theirs', 'b']);
    expect(await text()).toBe('no');
    expect(deadlines.size).toBe(0);
  });

  it.each([
    'Cookie',
    'Host',
    'Origin',
    'Referer',
    'Sec-Fetch-Site',
    'Proxy-Authorization',
    'Connection',
    'Keep-Alive',
    'TE',
    'Trailer',
    'Transfer-Encoding',
    'Upgrade',
    'Content-Length',
  ])('does not carry a %s header', async (name) => {
    const service = { fetch: vi.fn(async () => new Response()) };
    await setUp({ service }).fetch({
      url: server.origin,
      method: 'GET',
      headers: [
        [name, 'forged'],
        ['x-kept', '1'],
      ],
    });
    expect(service.fetch).toHaveBeenCalledWith(
      { url: server.origin, method: 'GET', headers: [['x-kept', '1']] },
      [server.origin],
      expect.objectContaining({ plugin: { id: 'acme', name: 'Acme' } }),
    );
  });

  it.each([
    [
      'a header with a line break',
      { method: 'GET', headers: [['x-a', 'b\r\nCookie: c']] as [string, string][] },
    ],
    ['a header without a name', { method: 'GET', headers: [['', 'b']] as [string, string][] }],
    ['a method that opens a tunnel', { method: 'CONNECT', headers: [] }],
  ])('is refused with %s', async (_, request) => {
    const service = { fetch: vi.fn() };
    await expect(setUp({ service }).fetch({ url: server.origin, ...request })).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
    });
    expect(service.fetch).not.toHaveBeenCalled();
  });

  it('is not supported where the app offers no network', async () => {
    const { fetch } = setUp({ service: {} as NetworkService });
    await expect(fetch({ url: server.origin, ...GET })).rejects.toMatchObject({ code: 'NOT_SUPPORTED' });
  });
});

describe('an answer', () => {
  it('is without cookies', async () => {
    server.answer = (_request, response) => {
      response.writeHead(200, { 'Set-Cookie': ['a=1', 'b=2'], 'X-Kept': '1' }).end();
    };
    const { head } = await open(await setUp().fetch({ url: server.origin, ...GET }));
    const names = head.headers.map(([name]) => name);
    expect(names).toContain('x-kept');
    expect(names).not.toContain('set-cookie');
  });

  it('is read no further ahead than the plugin reads', async () => {
    let pulled = 0;
    const body = new ReadableStream(
      {
        pull(controller) {
          pulled++;
          controller.enqueue(new Uint8Array(1));
        },
      },
      { highWaterMark: 0 },
    );
    const { reader } = await open(
      await setUp({ service: { fetch: async () => new Response(body) } }).fetch({
        url: server.origin,
        ...GET,
      }),
    );
    expect(pulled).toBe(0);
    await reader.read();
    await reader.read();
    expect(pulled).toBe(2);
  });

  it('to HEAD may tell of a length that it has not', async () => {
    const answer = () =>
      new Response(new Blob([]).stream(), { headers: { 'Content-Length': '999999999999' } });
    const { fetch } = setUp({ service: { fetch: async () => answer() } });
    const { head, text } = await open(await fetch({ url: server.origin, method: 'HEAD', headers: [] }));
    expect(head.headers).toContainEqual(['content-length', '999999999999']);
    expect(await text()).toBe('');
    await expect(fetch({ url: server.origin, ...GET })).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' });
  });

  it('takes nothing along of a larger buffer', async () => {
    const secret = new TextEncoder().encode('public secret');
    const body = new ReadableStream({ start: (controller) => controller.enqueue(secret.subarray(0, 6)) });
    const { reader } = await open(
      await setUp({ service: { fetch: async () => new Response(body) } }).fetch({
        url: server.origin,
        ...GET,
      }),
    );
    const { value } = await reader.read();
    expect((value as Uint8Array).buffer.byteLength).toBe(6);
  });
});

describe('a failure', () => {
  it('is a network error without what the platform says of the app’s network', async () => {
    server.answer = (request) => request.socket.destroy();
    const { fetch, onError } = setUp();
    const error = await failure(async () => fetch({ url: `${server.origin}/path?token=1`, ...GET }));
    expect(error.code).toBe('NETWORK_ERROR');
    expect(error.cause).toBeUndefined();
    expect(error.message).toContain(server.origin);
    expect(error.message).not.toMatch(/token|fetch failed|socket|ECONN/);
    expect(onError).toHaveBeenCalledOnce();
  });

  it('during the body is one too', async () => {
    server.answer = (_request, response) => {
      response.writeHead(200, { 'Content-Length': '100' });
      response.write('part', () => response.destroy());
    };
    const { text } = await open(await setUp().fetch({ url: server.origin, ...GET }));
    const error = await failure(text);
    expect(error.code).toBe('NETWORK_ERROR');
    expect(error.cause).toBeUndefined();
  });

  it('is what a redirect is in the page', async () => {
    const seen: unknown[] = [];
    server.answer = (request, response) => {
      seen.push(request.url);
      response.writeHead(302, { Location: '/elsewhere' }).end();
    };
    await expect(setUp().fetch({ url: `${server.origin}/here`, ...GET })).rejects.toMatchObject({
      code: 'NETWORK_ERROR',
    });
    expect(seen).toEqual(['/here']);
  });

  it('is what an answer is that the platform hides', async () => {
    const service = { fetch: async () => Response.error() };
    await expect(setUp({ service }).fetch({ url: server.origin, ...GET })).rejects.toMatchObject({
      code: 'NETWORK_ERROR',
    });
  });
});
