import { once } from 'node:events';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it, vi } from 'vitest';
import { createMediatedFetch } from './mediated-fetch.ts';
import { bytesOf, fetchFrom, outbound, textOf, useUpstream } from './test-upstream.ts';

const upstream = useUpstream();
const fetch = fetchFrom(upstream);

describe('a request', () => {
  it('arrives with method, headers and body, and brings back the answer', async () => {
    const seen: unknown[] = [];
    upstream.answer = async (request, response) => {
      seen.push(request.method, request.url, Buffer.concat(await request.toArray()).toString());
      response
        .writeHead(
          418,
          'Teapot',
          [
            ['X-A', 'ü'],
            ['x-a', 'b'],
          ].flat(),
        )
        .end('short and stout');
    };
    const response = await fetch(`${upstream.origin}/v1?a=b#c`, { method: 'POST', body: 'in' });
    expect(seen).toEqual(['POST', '/v1?a=b', 'in']);
    expect(response.head).toMatchObject({
      status: 418,
      statusText: 'Teapot',
      url: `${upstream.origin}/v1?a=b`,
    });
    expect(response.head.headers.filter(([name]) => name === 'x-a')).toEqual([
      ['x-a', 'ü'],
      ['x-a', 'b'],
    ]);
    expect(await textOf(response)).toBe('short and stout');
  });

  it('carries what is the plugin’s to set, and what is ours', async () => {
    let headers: unknown;
    upstream.answer = (request, response) => {
      headers = request.headers;
      response.end();
    };
    await fetch(upstream.origin, {
      headers: { Authorization: 'Bearer a', 'Notion-Version': '1', 'X-Api-Key': 'k' },
    });
    expect(headers).toEqual({
      host: `api.example.com:${upstream.port}`,
      accept: '*/*',
      'user-agent': 'fluxstudio-plugin-server',
      authorization: 'Bearer a',
      'notion-version': '1',
      'x-api-key': 'k',
      'accept-encoding': 'gzip, deflate, br',
      connection: 'close',
    });
    await fetch(upstream.origin, { headers: { 'User-Agent': 'mine', Range: 'bytes=0-1' } });
    expect(headers).toMatchObject({
      'user-agent': 'mine',
      range: 'bytes=0-1',
      'accept-encoding': 'identity',
    });
  });

  it.each([
    ['Host', 'evil.example'],
    ['Transfer-Encoding', 'chunked'],
    ['Transfer_Encoding', 'chunked'],
    ['Content-Length', '1'],
    ['Connection', 'keep-alive, x-api-key'],
    ['Upgrade', 'h2c'],
    ['HTTP2-Settings', 'AAMAAABkAAQAAP__'],
    ['TE', 'trailers'],
    ['Trailer', 'x-a'],
    ['Expect', '100-continue'],
    ['Proxy-Authorization', 'Basic a'],
    ['Cookie', 'session=1'],
    ['Origin', 'https://app.example.com'],
    ['Referer', 'https://app.example.com/'],
    ['Sec-Fetch-Site', 'same-origin'],
    ['Via', '1.1 proxy'],
    ['Forwarded', 'for=127.0.0.1'],
    ['X-Forwarded-For', '127.0.0.1'],
    ['X_Forwarded_For', '127.0.0.1'],
    ['X-Forwarded-Host', 'internal'],
    ['X-Real-IP', '127.0.0.1'],
    ['True-Client-IP', '127.0.0.1'],
    ['CF-Connecting-IP', '127.0.0.1'],
    ['X-Original-URL', '/admin'],
    ['Metadata-Flavor', 'Google'],
    ['X-aws-ec2-metadata-token', 'a'],
  ])('goes without %s of the plugin', async (name, value) => {
    let sent = '';
    upstream.answer = async (request, response) => {
      sent = `${JSON.stringify(request.rawHeaders)} ${Buffer.concat(await request.toArray())}`;
      response.end();
    };
    await fetch(upstream.origin, {
      method: 'POST',
      body: 'whole body',
      headers: { [name]: value, 'X-Own': 'kept' },
    });
    expect(sent).toContain('kept');
    expect(sent).toContain('"content-length","10"');
    expect(sent).toContain('whole body');
    expect(sent).toContain(`"host","api.example.com:${upstream.port}"`);
    expect(sent).not.toContain(JSON.stringify([name.toLowerCase(), value]).slice(1, -1));
  });

  it.each(['DELETE', 'OPTIONS', 'PROPFIND'])('with a body of %s is one request', async (method) => {
    const smuggled = 'GET /admin HTTP/1.1\r\nHost: internal\r\n\r\n';
    const bodies: string[] = [];
    upstream.answer = async (request, response) => {
      bodies.push(Buffer.concat(await request.toArray()).toString());
      response.end();
    };
    await textOf(await fetch(`${upstream.origin}/one`, { method, body: smuggled }));
    expect([upstream.urls, bodies]).toEqual([['/one'], [smuggled]]);
  });

  it('uses no connection twice, and no proxy of the environment', async () => {
    vi.stubEnv('HTTP_PROXY', 'http://127.0.0.1:1');
    vi.stubEnv('http_proxy', 'http://127.0.0.1:1');
    vi.stubEnv('NODE_USE_ENV_PROXY', '1');
    const ports = new Set<number | undefined>();
    upstream.answer = (request, response) => {
      ports.add(request.socket.remotePort);
      response.end('fine');
    };
    for (let times = 0; times < 3; times++) expect(await textOf(await fetch(upstream.origin))).toBe('fine');
    expect(ports.size).toBe(3);
    vi.unstubAllEnvs();
  });

  it('is refused when its body is too large', async () => {
    const small = fetchFrom(upstream, { limits: { requestBytes: 4 } });
    await small(upstream.origin, { method: 'POST', body: '1234' });
    await expect(small(upstream.origin, { method: 'POST', body: '12345' })).rejects.toMatchObject({
      status: 413,
      code: 'LIMIT_EXCEEDED',
      data: { limit: 'requestBytes', value: 4 },
    });
    expect(upstream.urls).toHaveLength(1);
  });

  it('is allowed nothing private by default', async () => {
    const send = createMediatedFetch({ resolve: upstream.resolve });
    await expect(
      send(outbound(upstream.origin), [`http://*.example.com:${upstream.port}`]),
    ).rejects.toMatchObject({
      status: 403,
      code: 'PERMISSION_DENIED',
    });
    expect(upstream.urls).toEqual([]);
  });
});

describe('a redirect', () => {
  it('is followed with what remains of the request, and its end is the answer’s URL', async () => {
    upstream.records['other.example.com'] = ['127.0.0.1'];
    const other = `http://other.example.com:${upstream.port}`;
    const seen: unknown[] = [];
    upstream.answer = async (request, response) => {
      const { authorization, 'x-api-key': key } = request.headers;
      seen.push([
        request.url,
        request.method,
        authorization,
        key,
        Buffer.concat(await request.toArray()).toString(),
      ]);
      if (request.url === '/1') response.writeHead(307, { Location: '/2' }).end('ignored');
      else if (request.url === '/2') response.writeHead(302, { Location: `${other}/3#a` }).end('ignored');
      else if (request.url === '/3')
        response.writeHead(302, { Location: `${upstream.origin}/4` }).end('ignored');
      else response.end('fine');
    };
    const headers = { Authorization: 'a', 'X-Api-Key': 'k' };
    const response = await fetch(`${upstream.origin}/1`, { method: 'POST', body: 'in', headers });
    expect(seen).toEqual([
      ['/1', 'POST', 'a', 'k', 'in'],
      ['/2', 'POST', 'a', 'k', 'in'],
      ['/3', 'GET', undefined, undefined, ''],
      ['/4', 'GET', undefined, undefined, ''],
    ]);
    expect(response.head.url).toBe(`${upstream.origin}/4`);
    expect(await textOf(response)).toBe('fine');
  });

  it('is followed five times', async () => {
    upstream.answer = (request, response) => {
      const left = Number(request.url?.slice(1));
      if (left === 0) response.end('fine');
      else response.writeHead(302, { Location: `/${left - 1}` }).end();
    };
    expect(await textOf(await fetch(`${upstream.origin}/5`))).toBe('fine');
    await expect(fetch(`${upstream.origin}/6`)).rejects.toMatchObject({
      code: 'NETWORK_ERROR',
      message: expect.stringContaining('redirects more than 5 times'),
    });
  });

  it('that does not say where to is the answer', async () => {
    upstream.answer = (_request, response) => response.writeHead(302).end('nowhere');
    const response = await fetch(upstream.origin);
    expect(response.head.status).toBe(302);
    expect(await textOf(response)).toBe('nowhere');
  });
});

describe('an answer', () => {
  const TEXT = 'some text '.repeat(10_000);
  it.each([
    ['gzip', gzipSync(TEXT)],
    ['x-gzip', gzipSync(TEXT)],
    ['GZIP', gzipSync(TEXT)],
    ['br', brotliCompressSync(TEXT)],
    ['deflate', deflateSync(TEXT)],
    ['deflate', deflateRawSync(TEXT)],
    ['gzip', Buffer.concat([gzipSync(TEXT.slice(0, 100)), gzipSync(TEXT.slice(100))])],
  ])('in %s is decoded, and its headers no longer tell of it', async (encoding, bytes) => {
    upstream.answer = (_request, response) =>
      response
        .writeHead(200, { 'Content-Encoding': encoding, 'Content-Length': bytes.length, 'X-A': 'b' })
        .end(bytes);
    const response = await fetch(upstream.origin);
    expect(await textOf(response)).toBe(TEXT);
    const names = response.head.headers.map(([name]) => name);
    expect(names).toContain('x-a');
    expect(names).not.toContain('content-encoding');
    expect(names).not.toContain('content-length');
  });

  it('in an unknown encoding is passed on as it is', async () => {
    upstream.answer = (_request, response) =>
      response.writeHead(200, { 'Content-Encoding': 'zstd', 'Content-Length': 3 }).end('abc');
    const response = await fetch(upstream.origin);
    expect(response.head.headers).toEqual(
      expect.arrayContaining([
        ['content-encoding', 'zstd'],
        ['content-length', '3'],
      ]),
    );
    expect(await textOf(response)).toBe('abc');
  });

  it('without a body may have the headers of one', async () => {
    upstream.answer = (request, response) =>
      response
        .writeHead(request.url === '/304' ? 304 : 200, {
          'Content-Encoding': 'gzip',
          'Content-Length': 100_000_000,
        })
        .end();
    for (const [path, method] of [
      ['/304', 'GET'],
      ['/', 'HEAD'],
    ] as const) {
      const response = await fetch(`${upstream.origin}${path}`, { method });
      expect(response.head.headers).toContainEqual(['content-length', '100000000']);
      expect(await textOf(response)).toBe('');
    }
    upstream.answer = (_request, response) => response.writeHead(200, { 'Content-Encoding': 'gzip' }).end();
    expect(await textOf(await fetch(upstream.origin))).toBe('');
  });

  it('loses cookies and what is of its connection', async () => {
    upstream.answer = (_request, response) =>
      response
        .writeHead(200, {
          'Set-Cookie': ['a=b', 'c=d'],
          Connection: 'close, X-Hop',
          'X-Hop': '1',
          'Keep-Alive': 'timeout=5',
          'Proxy-Authenticate': 'Basic',
          'X-End': '1',
        })
        .end('chunked');
    const response = await fetch(upstream.origin);
    expect(response.head.headers.map(([name]) => name).filter((name) => name !== 'date')).toEqual(['x-end']);
  });

  it('comes while the upstream is still at it', async () => {
    let proceed = (): void => undefined;
    upstream.answer = (_request, response) => {
      response.write('first');
      proceed = () => response.end('last');
    };
    const { body } = await fetch(upstream.origin);
    const chunks = body[Symbol.asyncIterator]();
    expect(Buffer.from((await chunks.next()).value).toString()).toBe('first');
    proceed();
    expect(Buffer.from((await chunks.next()).value).toString()).toBe('last');
    expect(await chunks.next()).toEqual({ done: true, value: undefined });
    expect(await chunks.next()).toEqual({ done: true, value: undefined });
  });

  it('is bytes, whatever they are', async () => {
    const bytes = Buffer.from(Array.from({ length: 70_000 }, (_, index) => index % 256));
    upstream.answer = (_request, response) => response.end(bytes);
    expect((await bytesOf(await fetch(upstream.origin))).equals(bytes)).toBe(true);
  });
});

describe('giving up', () => {
  /** An answer that begins and never ends; resolves when its connection is gone. */
  function endless(encoding?: string): Promise<unknown> {
    return new Promise((gone) => {
      upstream.answer = (request, response) => {
        once(request.socket, 'close').then(gone);
        response.writeHead(200, encoding ? { 'Content-Encoding': encoding } : {});
        response.write(encoding ? gzipSync('first').subarray(0, -8) : 'first');
      };
    });
  }

  it.each([undefined, 'gzip'])(
    'by return() destroys the connection, also while a next() waits (%s)',
    async (encoding) => {
      const gone = endless(encoding);
      const chunks = (await fetch(upstream.origin)).body[Symbol.asyncIterator]();
      await chunks.next();
      const waiting = chunks.next();
      await chunks.return?.();
      expect(await waiting).toEqual({ done: true, value: undefined });
      await gone;
      expect(await chunks.next()).toEqual({ done: true, value: undefined });
    },
  );

  it('by breaking off a loop destroys the connection', async () => {
    const gone = endless();
    for await (const _chunk of (await fetch(upstream.origin)).body) break;
    await gone;
  });

  it('by the signal destroys the connection, in the middle of the body', async () => {
    const gone = endless();
    const caller = new AbortController();
    const chunks = (await fetch(upstream.origin, { signal: caller.signal })).body[Symbol.asyncIterator]();
    await chunks.next();
    const waiting = chunks.next();
    caller.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'ABORTED' });
    await gone;
  });

  it('by the signal destroys the connection of a body that nobody reads', async () => {
    const gone = endless();
    const caller = new AbortController();
    await fetch(upstream.origin, { signal: caller.signal });
    caller.abort();
    await gone;
  });

  it('by the signal destroys the connection before the answer', async () => {
    const caller = new AbortController();
    const gone = new Promise((resolve) => {
      upstream.answer = (request) => {
        once(request.socket, 'close').then(resolve);
        caller.abort();
      };
    });
    await expect(fetch(upstream.origin, { signal: caller.signal })).rejects.toMatchObject({
      code: 'ABORTED',
    });
    await gone;
  });

  it('by the signal does not wait for the DNS', async () => {
    const caller = new AbortController();
    const stuck = fetchFrom(upstream, {
      resolve: () => {
        caller.abort();
        return new Promise(() => undefined);
      },
    });
    await expect(stuck(upstream.origin, { signal: caller.signal })).rejects.toMatchObject({
      code: 'ABORTED',
    });
    await expect(fetch(upstream.origin, { signal: caller.signal })).rejects.toMatchObject({
      code: 'ABORTED',
    });
    expect(upstream.urls).toEqual([]);
  });

  it('leaves no listener on the caller’s signal', async () => {
    const caller = new AbortController();
    const add = vi.spyOn(caller.signal, 'addEventListener');
    const remove = vi.spyOn(caller.signal, 'removeEventListener');
    await textOf(await fetch(upstream.origin, { signal: caller.signal }));
    expect(add).toHaveBeenCalledTimes(1);
    expect(remove.mock.calls.map(([, listener]) => listener)).toContain(add.mock.calls[0]?.[1]);
  });
});
