import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { postgres } from './support/databases.ts';
import { createFixture, type Fixture, minimalManifest } from './support/fixtures.ts';
import { type WireAnswer, type WireClient, wireClient } from './support/wire-request.ts';

// Two server processes, each with its own pool, on one PostgreSQL.

// All thousand are for the long run.
const ROUNDS = process.env.THOROUGH ? 1_000 : 100;

let fixture: Fixture;
const processes: ChildProcess[] = [];
const clients: WireClient[] = [];
beforeAll(async () => {
  fixture = await createFixture(postgres);
  const { option } = fixture.database;
  if (!('connectionString' in option)) throw new Error('other processes cannot use it');
  const { connectionString } = option;
  const script = fileURLToPath(new URL('support/start-server.mjs', import.meta.url));
  const started = [0, 1].map(async () => {
    const child = fork(script, [connectionString]);
    processes.push(child);
    const [{ origin }] = await once(child, 'message');
    clients.push(wireClient(origin));
  });
  await Promise.all(started);
});
afterAll(async () => {
  for (const client of clients) client.close();
  for (const child of processes) {
    const exited = once(child, 'exit');
    child.disconnect();
    expect(await exited).toEqual([0, null]);
  }
  await fixture.close();
});

async function send(by: number, user: string, method: string, path: string, body?: unknown, headers = {}) {
  const answer = await (clients[by] as WireClient).send({
    method,
    path,
    headers: { authorization: `Bearer ${user}`, 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { ...answer, json: JSON.parse(answer.text) };
}
const statuses = (answers: readonly WireAnswer[]) => answers.map(({ status }) => status).sort();
const manifest = minimalManifest();

describe('two processes on one database', () => {
  it(`agree in ${ROUNDS} rounds about who installs, who sets and who removes`, {
    timeout: 300_000,
  }, async () => {
    const user = await fixture.createUser();
    const both = (method: string, path: string, body: (by: number) => unknown = () => undefined) =>
      Promise.all([0, 1].map((by) => send(by, user, method, path, body(by))));

    for (let round = 0; round < ROUNDS; round++) {
      expect(statuses(await both('POST', '/install', () => ({ manifest })))).toEqual([201, 409]);
      const [puts, patches] = await Promise.all([
        both('PUT', '/color-palette/settings', (by) => ({ settings: { [`put${by}`]: round } })),
        both('PATCH', '/color-palette/settings', (by) => ({ [`patch${by}`]: { [round]: by } })),
      ]);
      expect(statuses([...puts, ...patches])).toEqual([200, 200, 200, 200]);
      const read = await both('GET', '/color-palette/settings');
      const all = { put0: round, put1: round, patch0: { [round]: 0 }, patch1: { [round]: 1 } };
      expect(read.map(({ json }) => json.settings)).toEqual([all, all]);
      expect(statuses(await both('DELETE', '/color-palette'))).toEqual([200, 404]);
    }

    const counted = await fixture.database.query(
      'SELECT action, count(*)::int AS count FROM plugin_audit WHERE user_id = $1 GROUP BY action ORDER BY action',
      [user],
    );
    expect(counted).toEqual([
      { action: 'install', count: ROUNDS },
      { action: 'settings', count: 4 * ROUNDS },
      { action: 'uninstall', count: ROUNDS },
    ]);
  });

  it('come through any mixture of changes', { timeout: 120_000 }, async () => {
    const user = await fixture.createUser();
    let installs = 0;
    let removals = 0;
    const worker = async (by: number, index: number): Promise<void> => {
      for (let step = 0; step < 50; step++) {
        const kind = (step * 7 + index * 3 + by) % 6;
        if (kind === 0) {
          const { status } = await send(by, user, 'POST', '/install', { manifest });
          expect([201, 409]).toContain(status);
          if (status === 201) installs++;
        } else if (kind === 1) {
          const { status } = await send(by, user, 'DELETE', '/color-palette');
          expect([200, 404]).toContain(status);
          if (status === 200) removals++;
        } else {
          const [method, path, body] = [
            ['PUT', '/color-palette/settings', { settings: { [`${by}-${index}`]: step } }],
            ['PUT', '/color-palette/storage/key', { value: step }],
            ['POST', '/color-palette/update', { manifest, permissions: [] }],
            ['PUT', '/color-palette/permissions', { permissions: [] }],
          ][kind - 2] as [string, string, unknown];
          expect([200, 404]).toContain((await send(by, user, method, path, body)).status);
        }
      }
    };
    await Promise.all([0, 1].flatMap((by) => [0, 1, 2, 3].map((index) => worker(by, index))));
    const rows = await fixture.database.query('SELECT 1 FROM user_plugins WHERE user_id = $1', [user]);
    expect(rows).toHaveLength(installs - removals);
    expect(installs).toBeGreaterThan(0);
  });

  it('give one answer to one Idempotency-Key', { timeout: 120_000 }, async () => {
    const user = await fixture.createUser();
    for (let round = 0; round < 100; round++) {
      const body = { manifest: minimalManifest(`plugin-${round}`) };
      const headers = { 'idempotency-key': `install ${round}` };
      const [one, two] = await Promise.all(
        [0, 1].map((by) => send(by, user, 'POST', '/install', body, headers)),
      );
      expect([one?.status, two?.status, two?.text]).toEqual([201, 201, one?.text]);
    }
    const rows = await fixture.database.query('SELECT 1 FROM user_plugins WHERE user_id = $1', [user]);
    const audited = await fixture.database.query('SELECT 1 FROM plugin_audit WHERE user_id = $1', [user]);
    expect([rows.length, audited.length]).toEqual([100, 100]);
  });
});
