import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, describe, expect, it } from 'vitest';
import { runStudio } from './support/run-studio.ts';
import { openStudioApi } from './support/studio-api.ts';
import { activate, buttonIn, cardOf, openPlugins, runCommand, signIn } from './support/studio-user.ts';

/** Asks each of its addresses when its command runs, and tells what came of it. */
const CODE = (addresses: Record<string, string>) => `
const ADDRESSES = ${JSON.stringify(addresses)};
export function activate({ subscriptions }, api) {
  for (const [name, url] of Object.entries(ADDRESSES))
    subscriptions.push(api.commands.register(name, async () => {
      try {
        const response = await fetch(url, { headers: { 'X-From': 'plugin' } });
        await api.ui.showNotification({ type: 'info', title: response.status + ' ' + response.url, message: await response.text() });
      } catch (error) {
        await api.ui.showNotification({ type: 'info', title: error.code, message: error.message });
      }
    }));
}`;

let upstream: Server;
let port: number;
let seen: string[];

afterAll(() => {
  upstream?.close();
});

/** The plugin, and a host for it. */
async function prepare(folder: string): Promise<Record<string, string>> {
  seen = [];
  upstream = createServer((request, response) => {
    seen.push(`${request.url} ${request.headers.cookie ?? 'no cookie'} ${request.headers['x-from']}`);
    if (request.url === '/away')
      response.writeHead(302, { Location: `http://127.0.0.1:${port}/caught` }).end();
    else response.end('Hello from upstream');
  }).listen(0);
  await once(upstream, 'listening');
  port = (upstream.address() as AddressInfo).port;

  const plugin = join(folder, 'plugins', 'asker');
  mkdirSync(plugin, { recursive: true });
  const titles = { declared: 'Ask the declared host', away: 'Follow a redirect', other: 'Ask another host' };
  const manifest = {
    manifestVersion: 2,
    id: 'asker',
    name: 'Asker',
    version: '1.0.0',
    main: 'main.js',
    permissions: ['commands', 'notifications', 'network'],
    network: { hosts: [`http://localhost:${port}`] },
    contributes: { commands: Object.entries(titles).map(([id, title]) => ({ id, title })) },
  };
  writeFileSync(join(plugin, 'plugin.json'), JSON.stringify(manifest));
  writeFileSync(
    join(plugin, 'main.js'),
    CODE({
      declared: `http://localhost:${port}/hello`,
      away: `http://localhost:${port}/away`,
      other: `http://127.0.0.1:${port}/other`,
    }),
  );
  return { PLUGINS_DIR: join(folder, 'plugins'), ALLOW_PRIVATE: '127.0.0.0/8, ::1' };
}

const studio = runStudio({ prepare });

async function openPlugin(): Promise<Page> {
  const page = await studio.newPage();
  await signIn(page, studio.url);
  await openPlugins(page, 'Marketplace');
  await buttonIn(cardOf(page, 'Asker'), 'Install').click();
  const dialog = page.getByRole('dialog', { name: 'Install Asker?' });
  // The hosts are what the user agrees to.
  await dialog.getByText(`http://localhost:${port}`).first().waitFor();
  await buttonIn(dialog, 'Approve and install').click();
  await page.getByRole('tab', { name: 'Installed' }).click();
  await activate(page, 'Asker');
  return page;
}

describe('a plugin that asks a host', () => {
  it('reaches the one it declares through the server, and no other', async () => {
    const page = await openPlugin();

    // The page's own policy would not let it: the server sends it.
    await runCommand(page, 'Ask the declared host');
    await page.getByText('Hello from upstream').waitFor();
    await page.getByText(`200 http://localhost:${port}/hello`).waitFor();
    expect(seen).toEqual(['/hello no cookie plugin']);

    await runCommand(page, 'Ask another host');
    await page.getByText(`http://127.0.0.1:${port} is not one of the hosts in its manifest`).waitFor();
    await page.getByText('PERMISSION_DENIED').waitFor();

    // Only the server sees where a redirect leads.
    await runCommand(page, 'Follow a redirect');
    await page.getByText('is not one of the hosts in the manifest').waitFor();
    expect(seen.slice(1)).toEqual(['/away no cookie plugin']);
    await page.context().close();
  });

  it('is checked by the server too, whoever asks in its name', async () => {
    const call = await openStudioApi(studio.url);
    const ask = async (url: string) => {
      const response = await call('/plugins/asker/fetch', {
        method: 'POST',
        headers: { 'Content-Type': 'application/octet-stream' },
        body: `${JSON.stringify({ url, method: 'GET', headers: [] })}\n`,
      });
      return [response.status, await response.text()];
    };
    expect(await ask(`http://localhost:${port}/hello`)).toEqual([200, 'Hello from upstream']);
    const [status, text] = await ask(`http://127.0.0.1:${port}/other`);
    expect(status).toBe(403);
    expect(JSON.parse(String(text))).toMatchObject({
      code: 'PERMISSION_DENIED',
      error: expect.stringContaining('is not one of the hosts in the manifest'),
    });
    expect(seen).not.toContainEqual(expect.stringContaining('/other'));
  });
});
