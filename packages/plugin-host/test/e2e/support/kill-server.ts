import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPluginServer, type PluginServer } from '../../../../plugin-server/src/create-plugin-server.ts';
import { bundlePage } from './bundle-page.mjs';
import type { KillPoint } from './kill-plan.ts';
import { CODE, MANIFESTS } from './kill-values.ts';

/** What a page tells the test. */
export interface Told {
  what: 'reached' | 'found' | 'failed';
  body: unknown;
}

export interface KillServer {
  readonly origin: string;
  /** What the page of a user tells next. One that has reached its point waits for an answer that never comes. */
  next(user: string): Promise<Told>;
  /** Stands still at a point of the server once the page of the user has armed it. */
  hold(user: string, point: KillPoint): void;
  /** Goes on with what stands still, and resolves when the server is done with every request. */
  settle(user: string): Promise<void>;
  close(): Promise<void>;
}

interface Held {
  point: KillPoint;
  armed: boolean;
  release?: () => void;
}

/** Tells of what goes wrong before the page's script runs; without it the test would wait. */
const PAGE = `<!doctype html><title>A page</title><script>
  const user = JSON.parse(decodeURIComponent(location.hash.slice(1))).user;
  const fail = (error) => fetch('/failed?' + user, { method: 'POST', body: JSON.stringify(String(error)) });
  addEventListener('error', ({ message }) => fail(message), true);
</script><script type="module" src="/page.js"></script>`;

/** Serves the page, hears what it tells, and is its plugin-server on PGlite. */
export async function startKillServer(): Promise<KillServer> {
  const [script, plugins] = await Promise.all([bundlePage(), startPluginServer()]);
  const waiting = new Map<string, (told: Told) => void>();
  const held = new Map<string, Held>();
  const busy = new Set<Promise<void>>();

  const tell = (user: string, told: Told): void => {
    waiting.get(user)?.(told);
    waiting.delete(user);
  };

  async function standStill(user: string, point: KillPoint): Promise<void> {
    const hold = held.get(user);
    if (!hold?.armed || hold.point !== point) return;
    const released = new Promise<void>((resolve) => {
      hold.release = resolve;
    });
    tell(user, { what: 'reached', body: point });
    await released;
  }

  async function answerApi(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const user = String(request.headers['x-user']);
    const body = Buffer.concat(await request.toArray());
    await standStill(user, 'request arrived');
    const answer = await plugins.server.handle({
      method: request.method ?? 'GET',
      path: (request.url ?? '').slice('/api/plugins'.length) || '/',
      headers: { 'content-type': 'application/json', 'x-user': user },
      ...(body.length > 0 ? { body } : {}),
    });
    await standStill(user, 'before the answer');
    response.writeHead(answer.status, answer.headers).end(answer.body);
  }

  const http = createServer((request, response) => {
    const { pathname, search } = new URL(request.url ?? '/', 'http://localhost');
    const user = search.slice(1);
    if (pathname.startsWith('/api/plugins')) {
      const work = answerApi(request, response).catch(() => void response.destroy());
      busy.add(work);
      void work.then(() => busy.delete(work));
      return;
    }
    switch (pathname) {
      case '/':
        response.setHeader('Content-Type', 'text/html');
        return void response.end(PAGE);
      case '/page.js':
        response.setHeader('Content-Type', 'text/javascript');
        return void response.end(script);
      case '/arm': {
        const hold = held.get(user);
        if (hold) hold.armed = true;
        return void response.end();
      }
      case '/reached':
        return tell(user, { what: 'reached', body: undefined });
      case '/found':
      case '/failed':
        void request.toArray().then((chunks) => {
          response.end();
          const body: unknown = JSON.parse(Buffer.concat(chunks).toString());
          tell(user, { what: pathname === '/found' ? 'found' : 'failed', body });
        });
        return;
      default:
        response.writeHead(404).end();
    }
  });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');

  return {
    origin: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    next: (user) => new Promise((resolve) => waiting.set(user, resolve)),
    hold: (user, point) => void held.set(user, { point, armed: false }),
    async settle(user) {
      held.get(user)?.release?.();
      held.delete(user);
      await Promise.all(busy);
    },
    async close() {
      const closed = once(http, 'close');
      http.close();
      http.closeAllConnections();
      await closed;
      await plugins.close();
    },
  };
}

async function startPluginServer(): Promise<{ server: PluginServer; close(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'flux-kill-'));
  const server = createPluginServer({
    db: { directory: join(folder, 'data') },
    tables: { users: null },
    authenticate: ({ headers }) => ({ userId: String(headers?.['x-user']) }),
  });
  await server.migrate();
  for (const version of [1, 2] as const) {
    const plugin = join(folder, 'plugins', String(version));
    await mkdir(plugin, { recursive: true });
    await writeFile(join(plugin, 'plugin.json'), JSON.stringify(MANIFESTS[version]));
    await writeFile(join(plugin, MANIFESTS[version].main), CODE[version]);
  }
  await server.seedMarketplace(join(folder, 'plugins'));
  return {
    server,
    async close() {
      await server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
