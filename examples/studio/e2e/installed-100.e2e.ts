import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { runStudio } from './support/run-studio.ts';
import { openStudioApi } from './support/studio-api.ts';
import { findCommand, runCommand, signIn } from './support/studio-user.ts';

const MANY = 100;

/** Plugins that would greet, each with a command of its own. */
const PLUGINS = Array.from({ length: MANY }, (_, index) => ({
  manifestVersion: 2,
  id: `greeter-${index + 1}`,
  name: `Greeter ${index + 1}`,
  version: '1.0.0',
  main: 'main.js',
  permissions: ['commands', 'notifications'],
  contributes: { commands: [{ id: 'greet', title: `Greet as number ${index + 1}` }] },
}));

const CODE = `
export function activate({ subscriptions, pluginId }, api) {
  subscriptions.push(api.commands.register('greet', () => api.ui.showNotification({ type: 'info', title: 'Hello from ' + pluginId })));
}`;

const studio = runStudio({
  prepare(folder) {
    for (const manifest of PLUGINS) {
      const place = join(folder, 'plugins', manifest.id);
      mkdirSync(place, { recursive: true });
      writeFileSync(join(place, 'plugin.json'), JSON.stringify(manifest));
      writeFileSync(join(place, 'main.js'), CODE);
    }
    return { PLUGINS_DIR: join(folder, 'plugins') };
  },
});

/** All of them belong to the user, and are switched on. */
beforeAll(async () => {
  const call = await openStudioApi(studio.url);
  const post = async (path: string, body: unknown) => {
    const headers = { 'Content-Type': 'application/json' };
    const answer = await call(path, { method: 'POST', headers, body: JSON.stringify(body) });
    expect(answer.ok, `${path}: ${await answer.text()}`).toBe(true);
  };
  for (const manifest of PLUGINS) {
    await post('/plugins/install', { manifest, permissions: manifest.permissions });
    await post(`/plugins/${manifest.id}/activate`, {});
  }
});

it(`opens /plugins with ${MANY} plugins installed without a worker, a frame or a line of their code`, async () => {
  const page = await studio.newPage();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  const ofPlugins = () => asked.filter((path) => /\/(bundles|runtime)\b/.test(path));
  let workers = 0;
  page.on('worker', () => workers++);
  await signIn(page, studio.url);
  await page.goto(`${studio.url}/plugins`);

  const cards = page.getByRole('list', { name: 'Installed plugins' }).getByRole('listitem');
  await expect.poll(() => cards.count()).toBe(MANY);
  const names = await cards.getByRole('heading').allTextContents();
  expect(names.sort()).toEqual(PLUGINS.map(({ name }) => name).sort());
  // What they contribute is there, without them.
  await findCommand(page, 'Greet as number 57');
  await page.keyboard.press('Escape');
  expect(page.workers()).toEqual([]);
  expect(page.frames()).toEqual([page.mainFrame()]);
  expect(workers).toBe(0);
  expect(ofPlugins()).toEqual([]);

  // One is asked for something: it starts, and nothing else does.
  const started = page.waitForEvent('worker');
  await runCommand(page, 'Greet as number 57');
  await page.getByText('Hello from greeter-57').waitFor();
  expect(page.workers()).toEqual([await started]);
  expect(page.frames().length).toBeGreaterThan(1);
  expect(workers).toBe(1);
  expect(ofPlugins().filter((path) => path.includes('bundles'))).toHaveLength(1);
  await page.context().close();
});
