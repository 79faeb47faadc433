import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPluginServer, type PluginServer } from '../src/create-plugin-server.ts';
import type { EventOptions } from '../src/events/event-options.ts';
import { drivers } from './support/databases.ts';
import { type EventReader, readEvents } from './support/event-reader.ts';
import { authenticate, createFixture, type Fixture, minimalManifest } from './support/fixtures.ts';
import { listen } from './support/listen.ts';

const postgres = drivers.find(({ name }) => name === 'PostgreSQL');
if (!postgres) throw new Error('no driver');

const WAIT = { timeout: 20_000 };

describe('the connection that hears of changes', () => {
  let fixture: Fixture;
  let pool: pg.Pool;
  let user: string;
  const opened: { close(): Promise<unknown> }[] = [];
  beforeEach(async () => {
    // Whoever makes the changes.
    fixture = await createFixture(postgres);
    user = await fixture.createUser();
    pool = new pg.Pool({ ...fixture.database.option, max: 3 });
    opened.push(fixture, { close: () => pool.end() });
  });
  afterEach(async () => {
    for (const one of opened.splice(0).reverse()) await one.close();
  });

  /** The server of the reader, on the app's own pool. */
  async function start(events: EventOptions = {}): Promise<{ server: PluginServer; url: string }> {
    const server = createPluginServer({
      db: { pool },
      authenticate,
      rateLimits: false,
      logger: { error: () => undefined },
      events,
    });
    const { origin, close } = await listen(server.node);
    opened.push(server, { close });
    return { server, url: origin };
  }
  async function read(url: string): Promise<EventReader> {
    const reader = await readEvents(url, user);
    opened.push(reader);
    expect(await reader.next()).toMatchObject({ event: 'ready' });
    return reader;
  }
  async function change(reader: EventReader, id: string): Promise<void> {
    const { status } = await fixture.server.handle({
      method: 'POST',
      path: '/install',
      headers: { authorization: `Bearer ${user}` },
      body: { manifest: minimalManifest(id) },
    });
    expect(status).toBe(201);
    expect((await reader.changes(1))[0]?.data).toEqual({ type: 'install', pluginId: id });
  }
  const listeners = async (): Promise<number[]> => {
    const rows = await fixture.database.query(
      `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND query = 'LISTEN plugin_events'`,
    );
    return rows.map(({ pid }) => Number(pid));
  };

  it('is one for all streams, and there while one is open', async () => {
    const { url } = await start();
    expect(await listeners()).toEqual([]);
    const readers = [await read(url), await read(url), await read(url)];
    await expect.poll(listeners, WAIT).toHaveLength(1);
    for (const reader of readers) await reader.close();
    await expect.poll(listeners, WAIT).toEqual([]);
    await expect.poll(() => pool.idleCount === pool.totalCount, WAIT).toBe(true);
    await read(url);
    await expect.poll(listeners, WAIT).toHaveLength(1);
  });

  it('tells of changes without looking at the table', async () => {
    const { url } = await start({ pollMs: 3_600_000 });
    const reader = await read(url);
    await expect.poll(listeners, WAIT).toHaveLength(1);
    await change(reader, 'one');
  });

  it('comes back when it was lost, and what happened meanwhile is told', async () => {
    const { url } = await start({ pollMs: 50 });
    const reader = await read(url);
    await expect.poll(listeners, WAIT).toHaveLength(1);
    const [first] = await listeners();
    await fixture.database.query('SELECT pg_terminate_backend($1)', [first]);
    await change(reader, 'one');
    await expect.poll(async () => (await listeners()).filter((pid) => pid !== first), WAIT).toHaveLength(1);
    await change(reader, 'two');
  });

  it('is given back to the pool of the app when the server closes', async () => {
    const { server, url } = await start();
    const reader = await read(url);
    await expect.poll(listeners, WAIT).toHaveLength(1);
    await server.close();
    expect(await reader.next()).toMatchObject({ comment: expect.stringContaining('closing') });
    expect(await reader.next()).toBeUndefined();
    expect(pool.idleCount).toBe(pool.totalCount);
    expect(await listeners()).toEqual([]);
  });
});
