import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Cluster, startCluster } from '../../../packages/plugin-server/test/support/postgres-cluster.ts';
import { runStudio } from './support/run-studio.ts';
import { cardOf, DEMO_USER, install, openDevice } from './support/studio-user.ts';

const PLUGIN = 'Color Palette';

let cluster: Cluster;
beforeAll(async () => {
  cluster = await startCluster();
});
afterAll(() => cluster?.stop());

// Both at once, on an empty database and in one directory: there is nothing in it to lock.
const studios = runStudio({ processes: 2, prepare: () => ({ DATABASE_URL: cluster.url }) });

async function send(
  url: string,
  path: string,
  { token, headers, ...init }: RequestInit & { token?: unknown; headers?: Record<string, string> } = {},
) {
  const answer = await fetch(`${url}/api${path}`, {
    ...init,
    headers: {
      'Content-Type': 'application/json',
      ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
      ...headers,
    },
  });
  return { status: answer.status, body: JSON.parse(await answer.text()) };
}

const post = (url: string, path: string, body: unknown, token?: unknown) =>
  send(url, path, { method: 'POST', body: JSON.stringify(body), token });

describe('two studios on one PostgreSQL', () => {
  it('take each other’s sessions, and make an account once', async () => {
    const [one = '', other = ''] = studios.urls;
    const account = { name: 'Both', email: 'both@users.example', password: 'long enough' };
    const made = await Promise.all(studios.urls.map((url) => post(url, '/auth/sign-up', account)));
    expect(made.map(({ status }) => status).sort()).toEqual([201, 409]);

    const { token, user } = (await post(one, '/auth/login', account)).body;
    expect((await post(other, '/auth/login', account)).body.user).toEqual(user);
    const { project } = (await post(other, '/projects', { name: 'Shared', type: 'web' }, token)).body;
    expect((await send(one, '/projects', { token })).body.projects).toEqual([project]);
  });

  it('do not overwrite each other’s board', async () => {
    const { token } = (await post(studios.url, '/auth/login', DEMO_USER)).body;
    const { project } = (await post(studios.url, '/projects', { name: 'Board', type: 'web' }, token)).body;
    const saved = await Promise.all(
      studios.urls.map((url) =>
        send(url, `/projects/${project.id}/board`, {
          method: 'PUT',
          token,
          headers: { 'If-Match': '"0"' },
          body: JSON.stringify({ shapes: [] }),
        }),
      ),
    );
    expect(saved.map(({ status }) => status).sort()).toEqual([200, 412]);
  });

  it('show what is installed on the other without a reload', async () => {
    const [one = '', other = ''] = studios.urls;
    const [here, there] = [await openDevice(studios, one), await openDevice(studios, other)];
    expect(await cardOf(there, PLUGIN).count()).toBe(0);
    await here.getByRole('tab', { name: 'Marketplace' }).click();
    await install(here, PLUGIN);
    await cardOf(there, PLUGIN).waitFor();
    for (const page of [here, there]) await page.context().close();
  });
});
