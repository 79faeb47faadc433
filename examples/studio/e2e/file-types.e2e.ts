import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runStudio } from './support/run-studio.ts';
import { activate, install, openNewProject, openPlugins, signIn } from './support/studio-user.ts';

/** Says which file is open when it starts. */
const CODE = `
export async function activate(context, api) {
  const file = await api.editor.getFile();
  await api.ui.showNotification({ type: 'info', title: 'Started for ' + JSON.stringify(file), duration: 0 });
}`;

const studio = runStudio({
  prepare(folder) {
    const place = join(folder, 'plugins', 'reader');
    const manifest = {
      manifestVersion: 2,
      id: 'reader',
      name: 'Reader',
      version: '1.0.0',
      main: 'main.js',
      permissions: ['files:read', 'notifications'],
      contributes: { fileTypes: [{ id: 'markdown', name: 'Markdown', extensions: ['.md'] }] },
    };
    mkdirSync(place, { recursive: true });
    writeFileSync(join(place, 'plugin.json'), JSON.stringify(manifest));
    writeFileSync(join(place, 'main.js'), CODE);
    return { PLUGINS_DIR: join(folder, 'plugins') };
  },
});

it('starts a plugin when a file of its type is opened, and tells it which', async () => {
  const page = await studio.newPage();
  await signIn(page, studio.url);
  await openPlugins(page, 'Marketplace');
  await install(page, 'Reader');
  await page.getByRole('tab', { name: 'Installed' }).click();
  await activate(page, 'Reader');
  await page.getByText('Started for null').waitFor();
  await page.getByRole('link', { name: 'Projects' }).click();
  await openNewProject(page);
  for (const path of ['notes.txt', 'docs/NOTES.MD']) {
    await page.getByRole('button', { name: 'New file' }).click();
    const dialog = page.getByRole('dialog', { name: 'New file' });
    await dialog.getByLabel('Path').fill(path);
    await dialog.getByLabel('Content').fill('# Notes');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'hidden' });
  }
  await page.reload();

  const files = page.getByRole('list', { name: 'Files' });
  await files.getByRole('button', { name: 'notes.txt' }).click();
  await page.getByRole('textbox', { name: 'Text of notes.txt' }).waitFor();
  expect(await page.getByText(/Started for/).count()).toBe(0);
  await files.getByRole('button', { name: 'docs/NOTES.MD' }).click();
  await page.getByText('Started for {"path":"docs/NOTES.MD","text":"# Notes"}').waitFor();
  await page.context().close();
});
