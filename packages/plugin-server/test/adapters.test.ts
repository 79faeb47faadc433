import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { readJsonBody } from '../src/body.ts';
import type { Handle } from '../src/core.ts';
import type { PluginRequest } from '../src/request.ts';
import { json } from '../src/response.ts';
import { fetchShell } from '../src/shells/fetch.ts';
import { nodeShell } from '../src/shells/node.ts';
import { type Framework, frameworks, MOUNTS, PAGE, type Shells } from './support/frameworks.ts';
import type { Listening } from './support/listen.ts';

// What reaches the core, and what becomes of its answer, the same through every adapter. The core is the test's own.

const errors: string[] = [];
const open: Listening[] = [];
afterEach(async () => {
  for (const client of open.splice(0)) await client.close();
  expect(errors.splice(0)).toEqual([]);
});

function shells(handle: Handle): Shells {
  const logger = { error: (message: string) => errors.push(message) };
  return {
    node: nodeShell(handle, { bases: MOUNTS, logger }),
    fetch: fetchShell(handle, MOUNTS),
  };
}

async function serve(framework: Framework, handle: Handle): Promise<Listening> {
  const client = await framework.serve(shells(handle));
  open.push(client);
  return client;
}

/** Answers what it was asked. */
const echo: Handle = async (request) =>
  json(request.method === 'DELETE' ? 404 : 200, {
    method: request.method,
    path: request.path.replace(/\?.*$/s, '') || '/',
    query: String(request.query ?? new URLSearchParams(request.path.split('?')[1])),
    body: await readJsonBody(request),
  });

const text = (value: string): Uint8Array => new TextEncoder().encode(value);

describe.each(Object.values(frameworks))('$name', (framework) => {
  it.each(MOUNTS)('takes off %s, and leaves the rest as it was sent', async (mount) => {
    const { call } = await serve(framework, echo);
    for (const [sent, path, query] of [
      ['', '/', ''],
      ['/', '/', ''],
      ['?a=1', '/', 'a=1'],
      ['/a%2Fb%20c/settings?x=%2F&y', '/a%2Fb%20c/settings', 'x=%2F&y='],
      ['/plugins/api/plugins', '/plugins/api/plugins', ''],
      [`/bundles/${'0123456789abcdef'.repeat(8)}`, `/bundles/${'0123456789abcdef'.repeat(8)}`, ''],
    ]) {
      const { status, json: got } = await call('GET', `${mount}${sent}`);
      expect([sent, status, got]).toEqual([sent, 200, { method: 'GET', path, query }]);
    }
  });

  it('passes every method on', async () => {
    const { call } = await serve(framework, echo);
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
      const answer = await call(method, '/plugins/x');
      expect([answer.status, answer.json?.method]).toEqual([method === 'DELETE' ? 404 : 200, method]);
    }
    const head = await serve(framework, async ({ method }) => ({
      status: 200,
      headers: { 'x-method': method },
    }));
    const { status, headers } = await head.call('HEAD', '/plugins/x');
    expect([status, headers.get('x-method')]).toEqual([200, 'HEAD']);
  });

  it.each(['POST', 'PUT', 'PATCH', 'DELETE'])('brings the body of a %s, once', async (method) => {
    const { call } = await serve(framework, echo);
    const body = { settings: { text: 'ü', list: [1, null] } };
    expect((await call(method, '/plugins/x', { body })).json.body).toEqual(body);
    expect((await call(method, '/plugins/x', { body: {} })).json.body).toEqual({});
    expect((await call(method, '/plugins/x')).json.body).toBeUndefined();
  });

  it('keeps headers and status of the answer', async () => {
    const { call } = await serve(framework, async () => ({
      status: 412,
      headers: {
        'content-type': 'text/plain; charset=utf-8',
        etag: '"7"',
        'content-security-policy': 'sandbox',
      },
      body: text('ü'),
    }));
    const { status, headers, text: body } = await call('PUT', '/api/plugins/x', { body: {} });
    expect([status, body]).toEqual([412, 'ü']);
    expect(headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect([headers.get('etag'), headers.get('content-security-policy')]).toEqual(['"7"', 'sandbox']);
  });

  it('gives authenticate what the app knows of the user', async () => {
    const { call } = await serve(framework, async ({ native }) =>
      json(200, { user: framework.userOf(native) }),
    );
    expect((await call('GET', '/plugins', { headers: { 'x-user': 'u7' } })).json).toEqual({ user: 'u7' });
    expect((await call('POST', '/api/plugins/x', { headers: { 'x-user': 'u8' } })).json).toEqual({
      user: 'u8',
    });
    expect((await call('GET', '/plugins')).json).toEqual({});
  });

  it.each(MOUNTS)(
    'leaves page navigations below %s to the app, where the framework lets it',
    async (mount) => {
      const { call } = await serve(framework, echo);
      const headers = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
      for (const path of ['', '/', '/color-palette', '?page=2']) {
        const { status, text: body } = await call('GET', mount + path, { headers });
        expect([path, status, body === PAGE]).toEqual([path, 200, framework.hasPages]);
      }
      for (const path of ['/runtime', '/runtime?isolated', '/runtime/']) {
        expect((await call('GET', mount + path, { headers })).json.path).toMatch(/^\/runtime/);
      }
      expect((await call('POST', mount, { headers })).json.method).toBe('POST');
      expect((await call('GET', mount, { headers: { accept: 'text/event-stream' } })).json.method).toBe(
        'GET',
      );
    },
  );

  it('sends chunks as they come', async () => {
    const second = deferred();
    const { origin } = await serve(framework, async () => ({
      status: 200,
      headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store, no-transform' },
      body: (async function* () {
        yield text('one');
        await second.promise;
        yield text('two');
      })(),
    }));
    const response = await fetch(`${origin}/plugins/events`);
    expect(response.headers.get('content-length')).toBeNull();
    const reader = bodyOf(response).getReader();
    expect(new TextDecoder().decode((await reader.read()).value)).toBe('one');
    second.resolve();
    expect(new TextDecoder().decode((await reader.read()).value)).toBe('two');
    expect((await reader.read()).done).toBe(true);
  });

  it('sends the headers of a stream before its first chunk', async () => {
    const first = deferred();
    const { origin } = await serve(framework, async () => ({
      status: 200,
      headers: { 'content-type': 'text/event-stream' },
      body: (async function* () {
        await first.promise;
        yield text('one');
      })(),
    }));
    const response = await fetch(`${origin}/plugins/events`);
    expect(response.status).toBe(200);
    first.resolve();
    expect(await response.text()).toBe('one');
  });

  it('ends a stream and aborts the signal when the caller goes away', async () => {
    const ended = vi.fn();
    let signal: PluginRequest['signal'];
    const { origin } = await serve(framework, async (request) => {
      signal = request.signal;
      return {
        status: 200,
        headers: { 'content-type': 'text/event-stream' },
        body: {
          [Symbol.asyncIterator]() {
            let sent = false;
            return {
              // The second chunk never comes.
              next: () => (sent ? new Promise<never>(() => undefined) : done(text('one'))),
              async return() {
                ended();
                return { done: true, value: undefined };
              },
            };
            function done(value: Uint8Array): Promise<IteratorResult<Uint8Array>> {
              sent = true;
              return Promise.resolve({ done: false, value });
            }
          },
        },
      };
    });
    const leaving = httpRequest(`${origin}/plugins/events`).end();
    leaving.on('error', () => undefined);
    const [response] = (await once(leaving, 'response')) as [IncomingMessage];
    await once(response, 'data');
    expect(signal?.aborted).toBe(false);
    response.on('error', () => undefined);
    leaving.destroy();
    await vi.waitFor(() => {
      expect(signal?.aborted).toBe(true);
      expect(ended).toHaveBeenCalled();
    }, 20_000);
  });

  it('aborts the signal while the answer is still being made', async () => {
    const asked = deferred();
    const gone = deferred();
    const { origin } = await serve(framework, async ({ signal }) => {
      signal?.addEventListener('abort', () => gone.resolve());
      asked.resolve();
      await gone.promise;
      return json(200, {});
    });
    const caller = new AbortController();
    const answer = fetch(`${origin}/plugins`, { signal: caller.signal });
    await asked.promise;
    caller.abort();
    await expect(answer).rejects.toThrow();
    await gone.promise;
  });

  it('aborts nothing when the answer was taken', async () => {
    let signal: PluginRequest['signal'];
    const { call } = await serve(framework, async (request) => {
      signal = request.signal;
      return json(200, {});
    });
    await call('GET', '/plugins');
    // The server has seen the end of the first when it answers a second on the same connection.
    const before = signal;
    await call('GET', '/plugins');
    expect(before?.aborted).toBe(false);
  });

  it('cuts the connection when a stream breaks', async () => {
    const { origin } = await serve(framework, async () => ({
      status: 200,
      headers: { 'content-type': 'text/plain' },
      body: (async function* () {
        yield text('half of ');
        throw new Error('upstream is gone');
      })(),
    }));
    const response = await fetch(`${origin}/plugins/stream`);
    await expect(response.text()).rejects.toThrow();
    // A Fetch server learns of it by the stream that breaks.
    expect(errors.splice(0)).toEqual(framework.shell === 'node' ? ['Could not send a plugin response'] : []);
  });
});

function deferred(): { promise: Promise<void>; resolve: () => void } {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

function bodyOf(response: Response): ReadableStream<Uint8Array> {
  if (!response.body) throw new Error('no body');
  return response.body;
}
