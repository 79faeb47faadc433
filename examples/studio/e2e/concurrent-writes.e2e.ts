import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Cluster, startCluster } from '../../../packages/plugin-server/test/support/postgres-cluster.ts';
import { openSharedDatabase } from '../server/database.ts';
import { openStudioApi, type StudioApi } from './support/studio-api.ts';
import { type StudioProcess, startStudioProcess } from './support/studio-process.ts';

let folder: string;
let cluster: Cluster;
let studios: readonly StudioProcess[] = [];
/** The demo user, at each of the studios. */
let apis: readonly [StudioApi, StudioApi];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'flux-e2e-'));
  cluster = await startCluster();
  const start = () => startStudioProcess(join(folder, 'data'), { DATABASE_URL: cluster.url });
  const [one, other] = await Promise.all([start(), start()]);
  studios = [one, other];
  apis = await Promise.all([openStudioApi(one.url), openStudioApi(other.url)]);
});

afterAll(async () => {
  for (const studio of studios) await studio.stop();
  await cluster?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const json = (body: unknown) => ({
  method: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(body),
});
const newProject = json({ name: 'Shared', type: 'web' });

async function createProject(): Promise<string> {
  const { project } = await (await apis[0]('/projects', newProject)).json();
  return project.id;
}

/**
 * Sends one request to each of the studios at once, in front of a row that is locked until both have come as far as they can. Resolves
 * with their statuses and codes, success first.
 */
async function race(row: string, paths: readonly [string, string], init: RequestInit): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: cluster.url });
  await client.connect();
  await client.query(`BEGIN; SELECT 1 FROM ${row} FOR UPDATE`);
  const answers = apis.map(async (api, index) => {
    const answer = await api(paths[index] ?? '', init);
    return { status: answer.status, code: (await answer.json()).code };
  });
  const waiting = async () =>
    (await client.query('SELECT count(DISTINCT pid)::int AS count FROM pg_locks WHERE NOT granted')).rows[0];
  await expect.poll(waiting, { timeout: 20_000 }).toEqual({ count: 2 });
  await client.query('COMMIT');
  await client.end();
  return (await Promise.all(answers)).sort((one, other) => one.status - other.status);
}

it('a transaction that fails has done nothing, and leaves its connection to nobody', async () => {
  const db = await openSharedDatabase(cluster.url);
  const keep = `INSERT INTO studio_secrets VALUES ('kept', '1')`;
  const failing = db.transaction(async (tx) => {
    await tx.query(keep);
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  const kept = () => db.query(`SELECT value FROM studio_secrets WHERE name = 'kept'`);
  expect((await kept()).rows).toEqual([]);
  await db.transaction((tx) => tx.query(keep));
  expect((await kept()).rows).toEqual([{ value: '1' }]);
  await db.close();
});

describe('two studios that write to one PostgreSQL at once', () => {
  it('put no file where the other puts a directory', async () => {
    const id = await createProject();
    const file = (path: string) => `/projects/${id}/file?path=${encodeURIComponent(path)}`;
    const outcome = await race(`projects WHERE id = '${id}'`, [file('a'), file('a/below')], {
      method: 'PUT',
      body: 'x',
    });
    expect(outcome).toEqual([{ status: 200 }, { status: 409, code: 'PATH_CONFLICT' }]);
  });

  it('make no more projects than a user may have', async () => {
    const { projects } = await (await apis[0]('/projects')).json();
    for (let count = projects.length; count < 199; count++) await createProject();
    const outcome = await race(
      `users WHERE email = 'demo@fluxstudio.example'`,
      ['/projects', '/projects'],
      newProject,
    );
    expect(outcome).toEqual([{ status: 201 }, { status: 409, code: 'FULL' }]);
  });
});
