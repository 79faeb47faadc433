import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createPluginServer } from '../src/create-plugin-server.ts';
import { drivers } from './support/databases.ts';
import { createFixture, type Fixture, minimalManifest } from './support/fixtures.ts';
import { initOf, listen } from './support/transports.ts';

const [driver] = drivers;
if (!driver) throw new Error('no driver');

type Listening = Awaited<ReturnType<typeof listen>>;

let fixture: Fixture;
let user: string;
const open: Listening[] = [];
beforeAll(async () => {
  fixture = await createFixture(driver);
});
afterAll(() => fixture.close());
beforeEach(async () => {
  user = await fixture.createUser();
});
afterEach(async () => {
  vi.useRealTimers();
  for (const client of open.splice(0)) await client.close();
});

async function serve(...parameters: Parameters<typeof listen>): Promise<Listening> {
  const client = await listen(...parameters);
  open.push(client);
  return client;
}

const installation = { manifest: minimalManifest() };

describe('fetch', () => {
  it('says so when the body was read before', async () => {
    const request = new Request('http://test.invalid/install', initOf('POST', { user, body: installation }));
    await request.text();
    const response = await fixture.server.fetch(request);
    expect(response.status).toBe(400);
    expect((await response.json()).error).toBe('The body has already been read');
  });

  it('sends an answer of the app that has no body', async () => {
    const server = createPluginServer({
      db: fixture.database.option,
      authenticate: () => ({ status: 204, body: '' }),
    });
    expect((await server.fetch(new Request('http://test.invalid/'))).status).toBe(204);
  });

  it('stops reading a body without end', async () => {
    let sent = 0;
    let cancelled = false;
    const body = new ReadableStream({
      pull(controller) {
        sent += 65_536;
        controller.enqueue(new Uint8Array(65_536).fill(0x20));
      },
      cancel() {
        cancelled = true;
      },
    });
    const headers = { authorization: `Bearer ${user}`, 'content-type': 'application/json' };
    const init = { method: 'POST', headers, body, duplex: 'half' } as const;
    const response = await fixture.server.fetch(new Request('http://test.invalid/install', init));
    expect(response.status).toBe(413);
    // Some of the rest is discarded first, so that a caller gets to read the answer.
    await vi.waitFor(() => expect(cancelled).toBe(true));
    expect(sent).toBeLessThan(20 * 1024 * 1024);
  });
});

describe('node:http', () => {
  async function raw(head: string[], port: number) {
    const socket = connect(port, '127.0.0.1');
    let received = '';
    socket.setEncoding('utf8').on('data', (chunk) => {
      received += chunk;
    });
    socket.on('error', () => undefined);
    socket.write(`${[...head, 'Host: x', `Authorization: Bearer ${user}`].join('\r\n')}\r\n\r\n`);
    return { socket, received: () => received };
  }
  const portOf = ({ origin }: Listening) => Number(new URL(origin).port);
  const POST = ['POST /install HTTP/1.1', 'Content-Type: application/json'];

  it('refuses ten gigabytes before the first of them', async () => {
    const client = await serve(fixture.server.node);
    const { socket, received } = await raw([...POST, 'Content-Length: 10000000000'], portOf(client));
    await vi.waitFor(() => expect(received()).toContain('HTTP/1.1 413'));
    socket.destroy();
  });

  it('answers 413 to chunks without end, then hangs up', async () => {
    const client = await serve(fixture.server.node);
    const { socket, received } = await raw([...POST, 'Transfer-Encoding: chunked'], portOf(client));
    const chunk = `4000\r\n${' '.repeat(0x4000)}\r\n`;
    const timer = setInterval(() => socket.writable && socket.write(chunk.repeat(20)), 1);
    await new Promise((resolve) => socket.once('close', resolve));
    clearInterval(timer);
    expect(received()).toContain('HTTP/1.1 413');
  });

  it('answers 408 to a body that does not arrive', async () => {
    const client = await serve(fixture.server.node);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { socket, received } = await raw([...POST, 'Content-Length: 10'], portOf(client));
    socket.write('{"a"');
    await vi.waitUntil(() => vi.getTimerCount() > 0);
    vi.advanceTimersByTime(30_000);
    vi.useRealTimers();
    await vi.waitFor(() => expect(received()).toContain('HTTP/1.1 408'));
    socket.destroy();
  });

  it('outlives callers who hang up', async () => {
    const client = await serve(fixture.server.node);
    for (let index = 0; index < 5; index++) {
      const taken = once(client.server, 'request');
      const { socket } = await raw([...POST, 'Content-Length: 1000'], portOf(client));
      socket.write('{"manifest"');
      const [request] = await taken;
      const gone = new Promise((resolve) => request.once('close', resolve));
      socket.destroy();
      await gone;
    }
    expect((await client.call('GET', '/', { user })).json).toEqual({ success: true, plugins: [] });
    expect(fixture.errors).toEqual([]);
  });

  it('keeps the connection after a refused body, and the next answer is right', async () => {
    const client = await serve(fixture.server.node);
    const body = '{"settings":{}}';
    const { socket, received } = await raw(
      [`POST /nobody/activate HTTP/1.1`, `Content-Length: ${body.length}`],
      portOf(client),
    );
    socket.write(body);
    await vi.waitFor(() => expect(received()).toContain('HTTP/1.1 404'));
    socket.write(`GET /marketplace HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${user}\r\n\r\n`);
    await vi.waitFor(() => expect(received()).toContain('HTTP/1.1 200'));
    socket.destroy();
  });

  it('sends nothing after the response has been sent', async () => {
    const early = (req: IncomingMessage, res: ServerResponse) => {
      res.writeHead(202).end('early');
      fixture.server.node(req, res);
    };
    const { call } = await serve(early);
    expect((await call('GET', '/', { user })).status).toBe(202);
    expect(fixture.errors).toEqual([]);
  });

  it('uses one request id in the answer and in its headers', async () => {
    const { call } = await serve(fixture.server.node);
    const given = await call('GET', '/no/such', { headers: { 'x-request-id': 'abc-123' } });
    expect([given.json.requestId, given.headers.get('x-request-id')]).toEqual(['abc-123', 'abc-123']);
    const forged = await call('GET', '/no/such', { headers: { 'x-request-id': 'a b<script>' } });
    expect(forged.json.requestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(forged.headers.get('x-request-id')).toBe(forged.json.requestId);
  });
});
