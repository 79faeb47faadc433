import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Cluster, startCluster } from '../../../packages/plugin-server/test/support/postgres-cluster.ts';
import { findBrowser } from '../../../scripts/find-browser.mjs';
import { type StudioProcess, startStudioProcess } from './support/studio-process.ts';

let folder: string;
let cluster: Cluster;
let studios: [StudioProcess, StudioProcess];
let browser: Browser;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'flux-e2e-'));
  cluster = await startCluster();
  // Both at once, on an empty database and in one directory: there is nothing in it to lock.
  const start = () => startStudioProcess(join(folder, 'data'), { DATABASE_URL: cluster.url });
  studios = await Promise.all([start(), start()]);
  browser = await chromium.launch(await findBrowser());
});

afterAll(async () => {
  await browser?.close();
  for (const studio of studios ?? []) await studio.stop();
  await cluster?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const demo = { email: 'demo@fluxstudio.example', password: 'demo-password' };

async function send(
  studio: StudioProcess,
  path: string,
  { token, headers, ...init }: RequestInit & { token?: unknown; headers?: Record<string, string> } = {},
) {
  const answer = await fetch(`${studio.url}/api${path}`, {
    ...init,
    headers: {
      'Content-Type': 'application/json',
      ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
      ...headers,
    },
  });
  return { status: answer.status, body: JSON.parse(await answer.text()) };
}

const post = (studio: StudioProcess, path: string, body: unknown, token?: unknown) =>
  send(studio, path, { method: 'POST', body: JSON.stringify(body), token });

/** At the list of installed plugins, with the stream of events open. */
async function openDevice(studio: StudioProcess): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  const streaming = page.waitForResponse((answer) => answer.url().endsWith('/events') && answer.ok());
  await page.goto(studio.url);
  await page.getByLabel('Email').fill(demo.email);
  await page.getByLabel('Password').fill(demo.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('link', { name: 'Plugins' }).click();
  await page.getByRole('tab', { name: 'Installed' }).click();
  await streaming;
  return page;
}

describe('two studios on one PostgreSQL', () => {
  it('take each other’s sessions, and make an account once', async () => {
    const [one, other] = studios;
    const account = { name: 'Both', email: 'both@users.example', password: 'long enough' };
    const made = await Promise.all(studios.map((studio) => post(studio, '/auth/sign-up', account)));
    expect(made.map(({ status }) => status).sort()).toEqual([201, 409]);

    const { token, user } = (await post(one, '/auth/login', account)).body;
    expect((await post(other, '/auth/login', account)).body.user).toEqual(user);
    const { project } = (await post(other, '/projects', { name: 'Shared', type: 'web' }, token)).body;
    expect((await send(one, '/projects', { token })).body.projects).toEqual([project]);
  });

  it('do not overwrite each other’s board', async () => {
    const { token } = (await post(studios[0], '/auth/login', demo)).body;
    const { project } = (await post(studios[0], '/projects', { name: 'Board', type: 'web' }, token)).body;
    const saved = await Promise.all(
      studios.map((studio) =>
        send(studio, `/projects/${project.id}/board`, {
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
    const [here, there] = [await openDevice(studios[0]), await openDevice(studios[1])];
    const card = (page: Page) => page.getByRole('listitem').filter({ hasText: 'Color Palette' });
    expect(await card(there).count()).toBe(0);
    await here.getByRole('tab', { name: 'Marketplace' }).click();
    await card(here)
      .getByRole('button', { name: /^Install/ })
      .click();
    await here
      .getByRole('dialog', { name: 'Install Color Palette?' })
      .getByRole('button', { name: 'Approve and install' })
      .click();
    await card(there).waitFor();
    for (const page of [here, there]) await page.context().close();
  });
});
