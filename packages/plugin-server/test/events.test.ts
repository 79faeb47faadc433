import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPluginServer, type PluginServer } from '../src/create-plugin-server.ts';
import type { PluginServerOptions } from '../src/options.ts';
import { type Driver, drivers } from './support/databases.ts';
import { type EventReader, readEvents } from './support/event-reader.ts';
import { authenticate, createFixture, type Fixture, minimalManifest } from './support/fixtures.ts';
import { frameworks } from './support/frameworks.ts';
import { type Listening, listen } from './support/listen.ts';
import { createPluginsFolder } from './support/plugins-folder.ts';

describe.each(drivers)('GET /events on $name', (driver) => {
  let fixture: Fixture;
  /** Two servers on one database: over `node:http`, and over Hono, which speaks Fetch. */
  let a: PluginServer;
  let b: PluginServer;
  let atA: string;
  let atB: string;
  let user: string;
  const opened: { close(): Promise<unknown> }[] = [];

  async function start(options: Partial<PluginServerOptions> = {}): Promise<void> {
    ({ fixture, a, b, user, atA, atB } = await startTwo(driver, options, opened));
  }
  beforeEach(() => start());
  afterEach(async () => {
    for (const one of opened.splice(0).reverse()) await one.close();
  });

  async function read(url: string, who = user, after?: number | string): Promise<EventReader> {
    const reader = await readEvents(url, who, after);
    opened.push(reader);
    return reader;
  }
  const request = (server: PluginServer, method: string, path: string, body?: unknown, who = user) =>
    server.handle({ method, path, headers: { authorization: `Bearer ${who}` }, body });
  const install = async (server: PluginServer, id: string, who = user) => {
    const { status } = await request(server, 'POST', '/install', { manifest: minimalManifest(id) }, who);
    expect(status).toBe(201);
  };
  const stored = async (who = user) => {
    const rows = await fixture.database.query('SELECT id FROM plugin_events WHERE user_id = $1 ORDER BY id', [
      who,
    ]);
    return rows.map(({ id }) => Number(id));
  };

  it('tells of a change that was made through another server', async () => {
    for (const url of [atA, atB]) {
      const reader = await read(url);
      expect(reader.response.status).toBe(200);
      expect(Object.fromEntries(reader.response.headers)).toMatchObject({
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-cache, no-transform',
        'x-accel-buffering': 'no',
      });
      expect(await reader.next()).toMatchObject({ event: 'ready', id: expect.any(Number) });
      const [id, other] = url === atA ? ['acme-one', b] : ['acme-two', a];
      await install(other, id);
      await request(other, 'PUT', `/${id}/settings`, { settings: { x: 1 } });
      await request(other, 'DELETE', `/${id}`);
      const told = await reader.changes(3);
      expect(told.map(({ data }) => data)).toEqual([
        { type: 'install', pluginId: id },
        { type: 'settings', pluginId: id },
        { type: 'uninstall', pluginId: id },
      ]);
      await reader.close();
    }
  });

  it('goes on after the last event that was seen, with exactly what was missed', async () => {
    const first = await read(atA);
    await install(a, 'acme-one');
    const [seen] = await first.changes(1);
    await first.close();
    await install(b, 'acme-two');
    await request(a, 'POST', '/acme-two/activate');
    await request(b, 'DELETE', '/acme-one');

    const second = await read(atB, user, seen?.id);
    expect(await second.next()).toMatchObject({ event: 'ready', id: seen?.id });
    const missed = await second.changes(3);
    expect(missed.map(({ data }) => `${data.type} ${data.pluginId}`)).toEqual([
      'install acme-two',
      'activate acme-two',
      'uninstall acme-one',
    ]);
    expect(missed.map(({ id }) => id)).toEqual((await stored()).slice(1));
  });

  it('begins with now for whoever saw nothing before', async () => {
    await install(a, 'acme-one');
    const reader = await read(atA);
    expect(await reader.next()).toMatchObject({ event: 'ready', id: (await stored()).at(-1) });
    await install(a, 'acme-two');
    expect((await reader.changes(1)).map(({ data }) => data.pluginId)).toEqual(['acme-two']);
  });

  it('tells nobody of what others do, nor of what the same user does in another tenant', async () => {
    const other = await fixture.createUser();
    const reader = await read(atA);
    const inTenant = await read(atB, `${user}@acme`);
    await install(a, 'acme-other', other);
    await install(b, 'acme-tenant', `${user}@acme`);
    await install(b, 'acme-else', `${user}@else`);
    await install(a, 'acme-mine');
    expect((await reader.changes(1)).map(({ data }) => data.pluginId)).toEqual(['acme-mine']);
    expect((await inTenant.changes(1)).map(({ data }) => data.pluginId)).toEqual(['acme-tenant']);

    // Nor afterwards, with an id of theirs.
    const [theirs] = await stored(other);
    const nosy = await read(atA, user, theirs);
    await nosy.next();
    expect(await nosy.next()).toMatchObject({ event: 'reset', id: (await stored()).at(-1) });
  });

  it('tells everybody of what is published', async () => {
    const folder = await createPluginsFolder();
    opened.push({ close: folder.remove });
    const readers = [
      await read(atA),
      await read(atB, await fixture.createUser()),
      await read(atA, `${user}@acme`),
    ];
    for (const reader of readers) await reader.next();
    await folder.add({ id: 'acme-new' });
    await a.seedMarketplace(folder.path);
    for (const reader of readers)
      expect((await reader.changes(1))[0]?.data).toEqual({ type: 'published', pluginId: 'acme-new' });
  });

  it('has every change once and in order, whoever makes them at once and however often the reader comes back', async () => {
    const ids = ['acme-a', 'acme-b', 'acme-c', 'acme-d'];
    for (const id of ids) await install(a, id);
    const reader = await read(atA);
    const start = (await reader.next())?.id;
    await reader.close();
    const writing = Promise.all(
      Array.from({ length: 200 }, async (_, index) => {
        const path = `/${ids[index % ids.length]}/settings`;
        const { status } = await request(index % 2 ? a : b, 'PUT', path, { settings: { [`k${index}`]: 1 } });
        expect(status).toBe(200);
      }),
    );
    const seen: number[] = [];
    for (let last = start; seen.length < 200; ) {
      const again = await read(Math.random() < 0.5 ? atA : atB, user, last);
      const wanted = Math.min(1 + Math.floor(Math.random() * 25), 200 - seen.length);
      seen.push(...(await again.changes(wanted)).map(({ id = 0 }) => id));
      last = seen.at(-1);
      await again.close();
    }
    await writing;
    expect(seen).toEqual((await stored()).slice(ids.length));
  });

  it('asks for a reset when what was missed is not known', async () => {
    await install(a, 'acme-one');
    const [id = 0] = await stored();
    for (const unknown of [id + 1_000, 'x', -1]) {
      const reader = await read(atA, user, unknown);
      expect(await reader.next()).toMatchObject({ event: 'ready', id });
      expect(await reader.next()).toMatchObject({ event: 'reset', id });
      await reader.close();
    }
  });

  it('asks for a reset when what was missed may have been removed', async () => {
    for (const id of ['acme-one', 'acme-two', 'acme-three']) await install(a, id);
    const [first = 0, second, last] = await stored();
    await fixture.database.query(
      "UPDATE plugin_events SET created_at = now() - interval '25 hours' WHERE id < $1",
      [last],
    );
    const reset = async (after: number) => {
      const reader = await read(atB, user, after);
      await reader.next();
      expect(await reader.next()).toMatchObject({ event: 'reset', id: (await stored()).at(-1) ?? 0 });
      return reader;
    };
    // Still there, or not any more.
    await reset(first);
    await a.upkeep();
    expect(await stored()).toEqual([last]);
    await reset(first);
    await reset(second ?? 0);
    // Whoever saw nothing cannot know what came and went.
    const reader = await reset(0);
    await install(a, 'acme-four');
    expect((await reader.changes(1))[0]?.data.pluginId).toBe('acme-four');
  });

  it('ends its streams when the server closes', async () => {
    const readers = [await read(atA), await read(atA, await fixture.createUser())];
    for (const reader of readers) await reader.next();
    await a.close();
    for (const reader of readers) {
      expect(await reader.next()).toMatchObject({ comment: expect.stringContaining('closing') });
      expect(await reader.next()).toBeUndefined();
    }
  });
});

describe.each(drivers)('options of events on $name', (driver) => {
  const opened: { close(): Promise<unknown> }[] = [];
  afterEach(async () => {
    for (const one of opened.splice(0).reverse()) await one.close();
  });
  const start = (events: PluginServerOptions['events']) => startTwo(driver, { events }, opened);
  async function read(url: string, who: string): Promise<EventReader> {
    const reader = await readEvents(url, who);
    opened.push(reader);
    return reader;
  }

  it('without listening the table is looked at', async () => {
    const { a, atB, user } = await start({ listen: false, pollMs: 20 });
    const reader = await read(atB, user);
    await reader.next();
    const headers = { authorization: `Bearer ${user}` };
    await a.handle({ method: 'POST', path: '/install', headers, body: { manifest: minimalManifest() } });
    expect((await reader.changes(1))[0]?.data).toEqual({ type: 'install', pluginId: 'color-palette' });
  });

  it('signs of life are sent, and a stream ends so that its user comes back', async () => {
    const { atA, user } = await start({ heartbeatMs: 5, streamMs: 500 });
    const response = await fetch(`${atA}/events`, { headers: { authorization: `Bearer ${user}` } });
    const blocks = (await response.text()).split('\n\n');
    expect(blocks.filter((block) => block === ':').length).toBeGreaterThan(1);
    expect(blocks.at(-2)).toMatch(/^: .*authenticated again/);
  });

  it('a user has so many streams, and a server', async () => {
    const { atA, user, fixture } = await start({ streamsPerUser: 2, streams: 3 });
    const other = await fixture.createUser();
    const first = await read(atA, user);
    await read(atA, user);
    const third = await read(atA, user);
    expect(third.response.status).toBe(429);
    expect(third.response.headers.get('retry-after')).toBe('30');
    expect((await read(atA, other)).response.status).toBe(200);
    const full = await read(atA, other);
    expect(full.response.status).toBe(503);
    expect(full.response.headers.get('retry-after')).toBe('30');
    // One that leaves makes room.
    await first.close();
    await expect.poll(async () => (await read(atA, other)).response.status, { timeout: 20_000 }).toBe(200);
  });

  it('there is none when it is switched off', async () => {
    const { atA, user } = await start(false);
    // The path could be a plugin's, which has other methods.
    expect((await read(atA, user)).response.status).toBe(405);
  });

  it('asking for the head alone leaves no stream behind', async () => {
    const { a, atA, user } = await start({ streamsPerUser: 1 });
    const headers = { authorization: `Bearer ${user}` };
    for (let count = 0; count < 3; count++)
      expect((await a.handle({ method: 'HEAD', path: '/events', headers })).status).toBe(200);
    expect((await read(atA, user)).response.status).toBe(200);
  });
});

interface Two {
  fixture: Fixture;
  a: PluginServer;
  b: PluginServer;
  atA: string;
  atB: string;
  user: string;
}

async function startTwo(
  driver: Driver,
  options: Partial<PluginServerOptions>,
  opened: { close(): Promise<unknown> }[],
): Promise<Two> {
  const fixture = await createFixture(driver, options);
  opened.push(fixture);
  const a = fixture.server;
  const b = createPluginServer({
    db: fixture.database.option,
    authenticate,
    rateLimits: false,
    logger: { error: () => undefined },
    ...options,
  });
  opened.push(b);
  const listeners: Listening[] = [await listen(a.node), await frameworks.hono.serve(b)];
  opened.push(...listeners);
  const [first, second] = listeners.map(({ origin }) => origin);
  return { fixture, a, b, atA: `${first}`, atB: `${second}/plugins`, user: await fixture.createUser() };
}
