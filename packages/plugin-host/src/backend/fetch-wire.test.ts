import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { useHttpServer } from '../../test/support/http-server.ts';
import { createHttpBackend } from './http-backend.ts';

const server = useHttpServer();

const UPSTREAM = {
  url: 'https://api.example.com/',
  method: 'POST',
  headers: [['x-a', 'ü']] as [string, string][],
};
const head = (fields: object = {}) =>
  JSON.stringify({ status: 200, statusText: 'OK', headers: [], url: UPSTREAM.url, ...fields });

function send(body?: string, signal = new AbortController().signal): Promise<Response> {
  const backend = createHttpBackend({ baseUrl: `${server.origin}/api/plugins`, fetch });
  const request = body === undefined ? UPSTREAM : { ...UPSTREAM, body: new TextEncoder().encode(body) };
  return backend.fetch?.('acme.one', request, signal) ?? Promise.reject(new Error('no fetch'));
}

it('is offered unless the app switches it off', () => {
  expect(createHttpBackend({ baseUrl: server.origin, fetch }).fetch).toBeDefined();
  expect(createHttpBackend({ baseUrl: server.origin, fetch, network: false }).fetch).toBeUndefined();
});

describe('POST /:id/fetch', () => {
  it.each([
    ['without a body', undefined],
    ['with one that has lines of its own', 'one\ntwo'],
  ])('carries head and body of a request %s', async (_, body) => {
    let seen: unknown;
    server.answer = async (request: IncomingMessage, response) => {
      const text = Buffer.concat(await request.toArray()).toString();
      seen = { url: request.url, method: request.method, type: request.headers['content-type'], text };
      response.writeHead(200, { 'X-Plugin-Response': head() }).end();
    };
    await send(body);
    expect(seen).toEqual({
      url: '/api/plugins/acme.one/fetch',
      method: 'POST',
      type: 'application/octet-stream',
      text: `${JSON.stringify(UPSTREAM)}\n${body ?? ''}`,
    });
  });

  it('brings back the upstream answer, whose body still comes', async () => {
    let proceed = (): void => undefined;
    server.answer = (_request, response) => {
      const given = head({
        status: 418,
        statusText: 'Teapot',
        headers: [['x-b', 'c']],
        url: 'https://b.example/',
      });
      response.writeHead(200, { 'X-Plugin-Response': given, 'X-Own': '1' });
      response.write('first');
      proceed = () => response.end('last');
    };
    const response = await send();
    expect(response).toMatchObject({ status: 418, statusText: 'Teapot', url: 'https://b.example/' });
    expect([...response.headers]).toEqual([['x-b', 'c']]);
    proceed();
    expect(await response.text()).toBe('firstlast');
  });

  it('brings back an answer that has no body', async () => {
    server.answer = (_request, response) => {
      response.writeHead(200, { 'X-Plugin-Response': head({ status: 204, statusText: '' }) }).end();
    };
    expect(await send()).toMatchObject({ status: 204, body: null });
  });

  it('closes the connection when the request is cancelled', async () => {
    const controller = new AbortController();
    const closed = new Promise((resolve) => {
      server.answer = (_request, response) => {
        response.on('close', () => resolve('closed'));
        response.writeHead(200, { 'X-Plugin-Response': head() });
        response.write('first');
      };
    });
    const response = await send(undefined, controller.signal);
    controller.abort();
    expect(await closed).toBe('closed');
    await expect(response.text()).rejects.toThrow();
  });

  it.each([
    ['PERMISSION_DENIED', 403, { error: 'Not granted', code: 'PERMISSION_DENIED' }],
    ['NETWORK_ERROR', 502, { error: 'Too many redirects', code: 'NETWORK_ERROR' }],
    ['HTTP_ERROR', 500, { error: 'Internal server error' }],
  ])('fails with %s as the server says', async (code, status, body) => {
    server.answer = (_request, response) => {
      response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
    };
    await expect(send()).rejects.toMatchObject({ code, message: body.error });
  });

  it.each([
    ['was never heard of', 404, '<html>'],
    ['takes other methods only', 405, ''],
    ['is of a plugin that is gone', 404, JSON.stringify({ error: 'Plugin not found', code: 'NOT_FOUND' })],
  ])('fails with NOT_SUPPORTED where the route %s', async (_, status, body) => {
    server.answer = (_request, response) => void response.writeHead(status).end(body);
    await expect(send()).rejects.toMatchObject({
      code: 'NOT_SUPPORTED',
      message: expect.stringContaining('no route POST /:id/fetch'),
    });
  });

  it.each([
    ['LIMIT_EXCEEDED', 429, 'RATE_LIMITED'],
    ['NETWORK_ERROR', 503, 'BUSY'],
  ])('fails with %s and a time to come back for %i', async (code, status, theirs) => {
    server.answer = (_request, response) => {
      response.writeHead(status, { 'Retry-After': '7' });
      response.end(JSON.stringify({ error: 'Wait', code: theirs }));
    };
    await expect(send()).rejects.toMatchObject({
      code,
      message: 'Wait (again in 7 s)',
      data: { retryAfter: 7 },
    });
  });

  it.each([
    ['no head', {}],
    ['one that is not JSON', { 'X-Plugin-Response': '{' }],
    ['one with a status that no answer has', { 'X-Plugin-Response': head({ status: 42 }) }],
  ])('takes no answer for one that has %s', async (_, headers) => {
    server.answer = (_request, response) => {
      response.writeHead(200, { ...headers }).end('<html>');
    };
    await expect(send()).rejects.toMatchObject({ code: 'HTTP_ERROR' });
  });
});
