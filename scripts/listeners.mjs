// What escape tests knock on. Whatever arrives is counted under the id it carries: requests by the `id` in their URL, at the
// test server and at a second origin; UDP packets and TCP connections by the port they come to, one port per id.
import dgram from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import net from 'node:net';

const BODIES = {
  js: ['text/javascript', 'export default 0'],
  script: ['text/javascript', '0'],
  json: ['application/json', '{}'],
  css: ['text/css', 'a{}'],
  html: ['text/html', '<!doctype html>'],
  events: ['text/event-stream', 'data: hit\n\n'],
};

/** @param {{ tls?: { key: string, cert: string } }} options */
export function createListeners({ tls } = {}) {
  const hits = new Map();
  const record = (id, hit) => hits.set(id, [...(hits.get(id) ?? []), hit]);

  /** Records a request and says what to answer: readable by everybody, as an app that allows every origin would. */
  function hit(at, { url, headers }) {
    const { searchParams } = new URL(url, 'http://localhost');
    const cookies = [...(headers.cookie ?? '').matchAll(/\bflux_(\w+)=/g)].map(([, name]) => name);
    record(searchParams.get('id'), { at, cookies });
    const [type, body] = BODIES[searchParams.get('as')] ?? ['text/plain', 'hit'];
    return {
      body,
      headers: {
        'content-type': type,
        'access-control-allow-origin': headers.origin ?? '*',
        'access-control-allow-credentials': 'true',
        'cross-origin-resource-policy': 'cross-origin',
      },
    };
  }

  async function startOther() {
    const server = tls ? createSecureServer(tls) : createServer();
    server.on('request', (request, response) => {
      const { headers, body } = hit('other', request);
      response.writeHead(200, headers).end(body);
    });
    server.on('upgrade', (request, socket) => {
      hit('other', request);
      socket.destroy();
    });
    server.listen(0, '127.0.0.1').unref();
    await once(server, 'listening');
    return `${tls ? 'https' : 'http'}://127.0.0.1:${server.address().port}`;
  }

  const other = startOther();

  return {
    hit,
    /** Origin of the second server. */
    other: () => other,
    /** What arrived, by id, for ids that start with `prefix`. */
    hits: (prefix) => Object.fromEntries([...hits].filter(([id]) => id?.startsWith(prefix))),
    count: (id) => hits.get(id)?.length ?? 0,
    /** Opens a port of its own for `id` and resolves with its number. */
    async listen(kind, id) {
      if (kind === 'udp') {
        const socket = dgram.createSocket('udp4', () => record(id, { at: 'udp', cookies: [] }));
        socket.bind(0, '127.0.0.1').unref();
        await once(socket, 'listening');
        return socket.address().port;
      }
      const server = net.createServer((socket) => {
        record(id, { at: 'tcp', cookies: [] });
        socket.destroy();
      });
      server.listen(0, '127.0.0.1').unref();
      await once(server, 'listening');
      return server.address().port;
    },
  };
}
