import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { FetchLimits } from './limits.ts';
import type { UpstreamResponse } from './mediated-fetch.ts';
import { fetchFrom, textOf, useUpstream } from './test-upstream.ts';

const upstream = useUpstream();

const MIB = 1024 * 1024;
const limited = (limits: Partial<FetchLimits>) => fetchFrom(upstream, { limits });
const overLimit = (limit: keyof FetchLimits) => ({ status: 502, code: 'LIMIT_EXCEEDED', data: { limit } });
const tooSlow = (limit: keyof FetchLimits) => ({ status: 504, code: 'DEADLINE_EXCEEDED', data: { limit } });

/** Answers with bytes of its own, on the bare connection. */
function answerRaw(...parts: (string | Uint8Array)[]): void {
  upstream.answer = (request) => {
    for (const part of parts) request.socket.write(part);
    request.socket.end();
  };
}

/** Reads as far as it goes. */
async function read({ body }: UpstreamResponse): Promise<{ size: number; failure: unknown }> {
  let size = 0;
  try {
    for await (const chunk of body) size += chunk.length;
    return { size, failure: undefined };
  } catch (failure) {
    return { size, failure };
  }
}

describe('a body that is too large', () => {
  const fetch = limited({ responseBytes: MIB });

  it('is refused at once when it says so', async () => {
    const answer = (size: number) => {
      upstream.answer = (_request, response) => {
        response.writeHead(200, { 'Content-Length': size }).end(Buffer.alloc(size));
      };
    };
    answer(MIB);
    expect(await read(await fetch(upstream.origin))).toEqual({ size: MIB, failure: undefined });
    answer(MIB + 1);
    await expect(fetch(upstream.origin)).rejects.toMatchObject(overLimit('responseBytes'));
  });

  it('is cut off where it does not say so, though it never ends', async () => {
    const gone = new Promise((resolve) => {
      upstream.answer = (request, response) => {
        request.socket.once('close', resolve);
        const more = (): void => {
          while (!response.destroyed && response.write(Buffer.alloc(65_536)));
        };
        response.on('drain', more);
        more();
      };
    });
    const { size, failure } = await read(await fetch(upstream.origin));
    expect(failure).toMatchObject(overLimit('responseBytes'));
    expect(size).toBeLessThanOrEqual(MIB);
    await gone;
  });

  it.each([
    ['gzip', gzipSync(Buffer.alloc(64 * MIB))],
    ['deflate', deflateSync(Buffer.alloc(64 * MIB))],
    ['br', brotliCompressSync(Buffer.alloc(64 * MIB))],
  ])('is cut off when it only becomes so by decoding %s', async (encoding, bomb) => {
    expect(bomb.length).toBeLessThan(MIB / 10);
    upstream.answer = (_request, response) =>
      response.writeHead(200, { 'Content-Encoding': encoding, 'Content-Length': bomb.length }).end(bomb);
    const { size, failure } = await read(await fetch(upstream.origin));
    expect(failure).toMatchObject(overLimit('responseBytes'));
    expect(size).toBeLessThanOrEqual(MIB);
  });

  it('is cut off when it decodes to nothing, without end', async () => {
    const empty = gzipSync('');
    upstream.answer = (_request, response) => {
      const members = Buffer.concat(Array.from({ length: 3_000 }, () => empty));
      const more = (): void => {
        while (!response.destroyed && response.write(members));
      };
      response.writeHead(200, { 'Content-Encoding': 'gzip' }).on('drain', more);
      more();
    };
    expect(await read(await fetch(upstream.origin))).toMatchObject({
      size: 0,
      failure: overLimit('responseBytes'),
    });
  });

  it('cannot hide in several encodings', async () => {
    upstream.answer = (_request, response) =>
      response.writeHead(200, { 'Content-Encoding': 'gzip, gzip' }).end(gzipSync(gzipSync('text')));
    await expect(fetch(upstream.origin)).rejects.toMatchObject({ code: 'NETWORK_ERROR' });
  });
});

describe('headers', () => {
  const fetch = limited({ responseHeadBytes: 8_192 });

  it('that are too large are refused', async () => {
    const answer = (size: number) => {
      upstream.answer = (_request, response) =>
        response.writeHead(200, { 'X-A': 'b'.repeat(size) }).end('fine');
    };
    answer(7_000);
    expect(await textOf(await fetch(upstream.origin))).toBe('fine');
    answer(9_000);
    await expect(fetch(upstream.origin)).rejects.toMatchObject(overLimit('responseHeadBytes'));
  });

  it('without end are refused', async () => {
    upstream.answer = ({ socket }) => {
      socket.on('error', () => undefined);
      socket.write('HTTP/1.1 200 OK\r\n');
      const more = (): void => {
        while (!socket.destroyed && socket.write('X-A: b\r\n'.repeat(1_000)));
      };
      socket.on('drain', more);
      more();
    };
    await expect(fetch(upstream.origin)).rejects.toMatchObject(overLimit('responseHeadBytes'));
  });

  it.each([
    ['a folded line', 'X-A: b\r\n c\r\n'],
    ['a null', 'X-A: b\0c\r\n'],
    ['a space before the colon', 'Content-Length : 4\r\n'],
    ['two lengths', 'Content-Length: 4\r\nContent-Length: 5\r\n'],
    ['a length and chunks', 'Content-Length: 4\r\nTransfer-Encoding: chunked\r\n'],
    ['a bare line feed for a line', 'X-A: b\rX-B: c\r\n'],
  ])('with %s are refused', async (_, lines) => {
    answerRaw('HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nfine');
    expect(await textOf(await fetch(upstream.origin))).toBe('fine');
    answerRaw(`HTTP/1.1 200 OK\r\n${lines}\r\nfine`);
    await expect(fetch(upstream.origin)).rejects.toMatchObject({
      status: 502,
      code: 'NETWORK_ERROR',
      message: expect.stringMatching(/did not answer in HTTP$/),
    });
  });
});

describe('a status line', () => {
  const fetch = limited({});

  it.each([
    ['SSH', 'SSH-2.0-OpenSSH_9.6\r\n'],
    ['mail', '220 mail.example.com ESMTP\r\n'],
    ['HTTP/0.9', '<html></html>'],
    ['nothing', ''],
    ['a status out of range', 'HTTP/1.1 999 Odd\r\n\r\n'],
    ['600', 'HTTP/1.1 600 Odd\r\n\r\n'],
    [
      'a switch of protocols',
      'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n',
    ],
    ['hints and then nothing', 'HTTP/1.1 103 Early Hints\r\n\r\n'],
  ])('of %s is refused', async (_, text) => {
    answerRaw(text);
    await expect(fetch(upstream.origin)).rejects.toMatchObject({ status: 502, code: 'NETWORK_ERROR' });
  });

  it('may come after hints', async () => {
    answerRaw('HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\n\r\nfine');
    expect(await textOf(await fetch(upstream.origin))).toBe('fine');
  });
});

describe('an answer that breaks off', () => {
  const fetch = limited({});
  const whole = gzipSync('some text that is long enough to be cut');

  it.each([
    ['before its length', 'Content-Length: 100\r\n', Buffer.from('half')],
    ['in the middle of a chunk', 'Transfer-Encoding: chunked\r\n', Buffer.from('10\r\nhalf')],
    ['between chunks', 'Transfer-Encoding: chunked\r\n', Buffer.from('4\r\nhalf\r\n')],
    ['in the middle of an encoding', 'Content-Encoding: gzip\r\n', whole.subarray(0, -10)],
    ['with something else than its encoding', 'Content-Encoding: gzip\r\n', Buffer.from('no gzip')],
    ['with something else than brotli', 'Content-Encoding: br\r\n', Buffer.from('no brotli at all')],
  ])('%s is no whole one', async (_, header, body) => {
    answerRaw(`HTTP/1.1 200 OK\r\n${header}\r\n`, body);
    const { failure } = await read(await fetch(upstream.origin));
    expect(failure).toMatchObject({ status: 502, code: 'NETWORK_ERROR' });
  });

  it('by a reset is no whole one', async () => {
    upstream.answer = (request, response) => {
      response.write('half', () => request.socket.resetAndDestroy());
    };
    const { failure } = await read(await fetch(upstream.origin));
    expect(failure).toMatchObject({
      status: 502,
      code: 'NETWORK_ERROR',
      message: expect.stringMatching(/broke off/),
    });
  });
});

describe('an upstream that takes its time', () => {
  it('over the head of the answer is given up', async () => {
    upstream.answer = () => undefined;
    await expect(limited({ headMs: 30 })(upstream.origin)).rejects.toMatchObject(tooSlow('headMs'));
  });

  it('over one byte of the head after the other is given up', async () => {
    let timer: NodeJS.Timeout | undefined;
    upstream.answer = ({ socket }) => {
      socket.on('error', () => undefined).once('close', () => clearInterval(timer));
      socket.write('HTTP/1.1 200 OK\r\nX-A: ');
      timer = setInterval(() => socket.write('b'), 5);
    };
    await expect(limited({ headMs: 60 })(upstream.origin)).rejects.toMatchObject(tooSlow('headMs'));
  });

  it('over the DNS is given up', async () => {
    const fetch = fetchFrom(upstream, {
      limits: { headMs: 30 },
      resolve: () => new Promise(() => undefined),
    });
    await expect(fetch(upstream.origin)).rejects.toMatchObject(tooSlow('headMs'));
  });

  it.each([
    ['', 'half'],
    ['gzip', gzipSync('half').subarray(0, 12)],
  ])('in the middle of the body is given up (%s)', async (encoding, half) => {
    upstream.answer = (_request, response) =>
      response.writeHead(200, encoding ? { 'Content-Encoding': encoding } : {}).write(half);
    const { failure } = await read(await limited({ idleMs: 30 })(upstream.origin));
    expect(failure).toMatchObject(tooSlow('idleMs'));
  });

  it('over the whole, however steadily it drips, is given up', async () => {
    let timer: NodeJS.Timeout | undefined;
    upstream.answer = (request, response) => {
      request.socket.once('close', () => clearInterval(timer));
      timer = setInterval(() => response.write('b'), 5);
    };
    const { failure } = await read(await limited({ totalMs: 100, idleMs: 10_000 })(upstream.origin));
    expect(failure).toMatchObject(tooSlow('totalMs'));
  });

  it('over one redirect after the other is given up', async () => {
    upstream.answer = (_request, response) => response.writeHead(302, { Location: '/' }).end();
    const fetch = limited({ totalMs: 100, redirects: 1_000_000 });
    await expect(fetch(upstream.origin)).rejects.toMatchObject(tooSlow('totalMs'));
  });
});
