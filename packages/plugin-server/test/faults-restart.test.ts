import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPostgres, type TestDatabase } from './support/databases.ts';
import { minimalManifest } from './support/fixtures.ts';
import { type HttpServer, type Sent, serve } from './support/http-server.ts';
import { type Cluster, startCluster } from './support/postgres-cluster.ts';
import type { WireAnswer } from './support/wire-request.ts';

// A PostgreSQL that dies and comes back while requests are under way: what was acknowledged is there, and nothing is there by half.

const READERS = 6;
const WRITERS = 6;
/** Requests of each kind that must have been answered before the database dies, and after it is back. */
const ENOUGH = 150;

let cluster: Cluster;
let database: TestDatabase;
let server: HttpServer;
beforeAll(async () => {
  cluster = await startCluster();
  database = await createPostgres(cluster.url);
  server = await serve({ db: database.option });
});
afterAll(async () => {
  await server.stop();
  await database.close();
  await cluster.stop();
});

/** Resolves when the count has grown by so many. */
async function grown(count: () => number, by = ENOUGH): Promise<void> {
  const goal = count() + by;
  while (count() < goal) await new Promise((resolve) => setImmediate(resolve));
}

describe('PostgreSQL that dies under load', () => {
  it.each([
    ['killed', 'SIGKILL'],
    ['stopped at once', 'SIGQUIT'],
  ] as const)('and was %s fails no read, and loses no write', { timeout: 180_000 }, async (how, signal) => {
    let over = false;
    const user = `user-${signal}`;
    const send = server.as(user);
    const stalls = { read: 0, write: 0 };
    const counts = { reads: 0, acknowledged: 0, refused: 0 };
    const timed = async (kind: keyof typeof stalls, request: Sent): Promise<WireAnswer> => {
      const start = performance.now();
      const answer = await send(request);
      stalls[kind] = Math.max(stalls[kind], performance.now() - start);
      return answer;
    };
    const write = async (request: Sent): Promise<boolean> => {
      const { status, headers } = await timed('write', request);
      if (status < 300) {
        counts.acknowledged++;
        return true;
      }
      expect([status, headers['retry-after']]).toEqual([503, '2']);
      counts.refused++;
      return false;
    };
    const install = (id: string) => ({
      method: 'POST',
      path: '/install',
      json: { manifest: minimalManifest(id) },
    });
    await send(install('read-me'));

    const reader = async (): Promise<void> => {
      while (!over) {
        const { status, text } = await timed('read', { path: '/read-me/settings' });
        expect([status, text]).toEqual([200, '{"success":true,"settings":{}}']);
        counts.reads++;
      }
    };
    const installed: string[] = [];
    const keyed: string[] = [];
    const set: string[] = [];
    const stored: string[] = [];
    const writer = async (index: number): Promise<void> => {
      const mine = `plugin-${index}`;
      await send(install(mine));
      installed.push(mine);
      for (let step = 0; !over; step++) {
        const name = `p-${index}-${step}`;
        if (step % 4 === 0 && (await write(install(name)))) installed.push(name);
        if (step % 4 === 1) {
          // As a host does: again until it is answered.
          const request = { ...install(name), headers: { 'idempotency-key': name } };
          while (!(await write(request)));
          keyed.push(name);
        }
        const settings = { method: 'PUT', path: `/${mine}/settings`, json: { settings: { [name]: step } } };
        if (step % 4 === 2 && (await write(settings))) set.push(name);
        const value = { method: 'PUT', path: `/${mine}/storage/${name}`, json: { value: step } };
        if (step % 4 === 3 && (await write(value))) stored.push(name);
      }
    };

    const load = Promise.all([
      ...Array.from({ length: READERS }, reader),
      ...Array.from({ length: WRITERS }, (_, index) => writer(index)),
    ]);
    await Promise.race([load, grown(() => counts.acknowledged)]);
    await cluster.kill(signal);
    const died = performance.now();
    await cluster.start();
    const away = performance.now() - died;
    await Promise.race([load, Promise.all([grown(() => counts.acknowledged), grown(() => counts.reads)])]);
    over = true;
    await load;

    const count = { ...counts, keyed: keyed.length };
    console.info(
      `PostgreSQL ${how}, away for ${Math.round(away)} ms: longest read ${Math.round(stalls.read)} ms, longest write ${Math.round(stalls.write)} ms, ${JSON.stringify(count)}`,
    );
    const column = async (text: string): Promise<unknown[]> =>
      (await database.query(text, [user])).map(({ value }) => value);
    const rows = await column('SELECT plugin_id AS value FROM user_plugins WHERE user_id = $1 ORDER BY 1');
    const audited = await column(
      `SELECT plugin_id AS value FROM plugin_audit WHERE user_id = $1 AND action = 'install' ORDER BY 1`,
    );
    const announced = await column(
      `SELECT plugin_id AS value FROM plugin_events WHERE user_id = $1 AND type = 'install' ORDER BY 1`,
    );
    expect(rows).toEqual(expect.arrayContaining([...installed, ...keyed]));
    // Nothing by half, and nothing twice.
    expect([audited, announced]).toEqual([rows, rows]);
    const settings = await column(
      'SELECT k AS value FROM user_plugins, jsonb_object_keys(settings) k WHERE user_id = $1 ORDER BY 1',
    );
    expect(settings).toEqual(expect.arrayContaining(set));
    const changes = await column(
      `SELECT k AS value FROM plugin_audit, jsonb_array_elements_text(detail -> 'keys') k
       WHERE user_id = $1 AND action = 'settings' ORDER BY 1`,
    );
    expect(changes).toEqual(settings);
    const values = await column('SELECT key AS value FROM plugin_storage WHERE user_id = $1 ORDER BY 1');
    expect(values).toEqual(expect.arrayContaining(stored));
    const [sets] = await column(
      `SELECT sum((detail ->> 'set')::int)::int AS value FROM plugin_audit WHERE user_id = $1 AND action = 'storage'`,
    );
    expect(sets).toBe(values.length);
  });
});
