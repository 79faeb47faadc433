import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Page, Worker } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { runStudio } from './support/run-studio.ts';
import { openStudioApi, type StudioApi } from './support/studio-api.ts';
import { buttonIn, cardOf, choiceOf, runCommand, signIn } from './support/studio-user.ts';

const PLUGIN = 'Color Palette';
/** Milliseconds for the types of one project. */
const TYPE_CHECK = 180_000;

/** One after the other on one page, as somebody goes through the list. */
describe('the verification list', () => {
  const studio = runStudio();
  let api: StudioApi;
  let page: Page;
  let worker: Worker;
  const lines: string[] = [];

  const installs = async () => {
    const answer = await api('/plugins');
    expect(answer.status).toBe(200);
    return answer.json();
  };

  beforeAll(async () => {
    api = await openStudioApi(studio.url);
    page = await studio.newPage();
    page.on('console', (message) => lines.push(message.text()));
    await signIn(page, studio.url);
  });

  it.each(['client', 'server'])(
    '1. tsc --noEmit: zero errors in the %s',
    async (part) => {
      const require = createRequire(import.meta.url);
      // The compiler of `pnpm run typecheck`.
      const tsc = join(dirname(require.resolve('typescript-7/package.json')), 'bin/tsc');
      const project = fileURLToPath(new URL(`../${part}/tsconfig.json`, import.meta.url));
      // It ends with a status other than 0 where there are errors, and then this rejects with them.
      const { stdout } = await promisify(execFile)(process.execPath, [tsc, '--noEmit', '-p', project]);
      expect(stdout).toBe('');
    },
    TYPE_CHECK,
  );

  it('2. navigate to /plugins: the plugin manager with a marketplace', async () => {
    await page.getByRole('link', { name: 'Plugins' }).click();
    await page.waitForURL('**/plugins');
    await page.getByRole('tab', { name: 'Installed' }).waitFor();
    await page.getByRole('tab', { name: 'Marketplace' }).click();
    await page.getByRole('searchbox', { name: 'Search plugins' }).waitFor();
    await cardOf(page, PLUGIN).waitFor();
    // An address that was opened directly leads there too.
    await page.goto(`${studio.url}/plugins`);
    await page.getByRole('tab', { name: 'Marketplace' }).waitFor();
  });

  it('3. install a plugin from the marketplace: the permission dialog appears', async () => {
    await page.getByRole('tab', { name: 'Marketplace' }).click();
    await buttonIn(cardOf(page, PLUGIN), 'Install').click();
    const dialog = page.getByRole('dialog', { name: `Install ${PLUGIN}?` });
    await dialog.waitFor();
    for (const permission of ['commands', 'notifications', 'storage', 'ui'])
      await dialog.getByText(permission, { exact: true }).waitFor();
    expect((await installs()).plugins).toEqual([]);
    await buttonIn(dialog, 'Approve and install').click();
    await dialog.waitFor({ state: 'hidden' });
    await expect
      .poll(async () => (await installs()).plugins[0]?.grantedPermissions)
      .toEqual(['commands', 'notifications', 'storage', 'ui']);
  });

  it('4. activate it: the sandbox loads and API calls work', async () => {
    await page.getByRole('tab', { name: 'Installed' }).click();
    expect(page.workers()).toEqual([]);
    const started = page.waitForEvent('worker');
    await buttonIn(cardOf(page, PLUGIN), 'Activate').click();
    worker = await started;
    expect(await worker.evaluate(() => self.origin)).toBe('null');
    await cardOf(page, PLUGIN).getByText('Active', { exact: true }).waitFor();
    // context.storage answered, and context.log writes to the console.
    await expect.poll(() => lines).toContain('[color-palette] Ready with 0 remembered palettes');
    await runCommand(page, 'Generate palette');
    await page.getByText('New analogous palette').waitFor();
    await expect.poll(() => lines.join('\n')).toContain('[color-palette] Made a analogous palette');
    expect((await installs()).plugins[0].state).toBe('active');
  });

  it('5. deactivate it: the worker is terminated and the state is reset', async () => {
    const closed = new Promise((resolve) => worker.once('close', resolve));
    await buttonIn(cardOf(page, PLUGIN), 'Deactivate').click();
    await closed;
    expect(page.workers()).toEqual([]);
    await cardOf(page, PLUGIN).getByText('Inactive', { exact: true }).waitFor();
    await expect.poll(() => lines).toContain('[color-palette] Cleaned up');
    expect((await installs()).plugins[0].state).toBe('inactive');
    // Its commands went with it.
    await page.keyboard.press('Control+KeyK');
    await page.getByRole('combobox', { name: 'Search commands' }).fill('Generate palette');
    await page.getByText('No matching commands').first().waitFor();
    await page.keyboard.press('Escape');
  });

  it('6. its settings are changed and persist', async () => {
    const dialog = page.getByRole('dialog', { name: `${PLUGIN} settings` });
    await buttonIn(cardOf(page, PLUGIN), 'Settings').click();
    await dialog.getByRole('combobox', { name: 'Harmony' }).selectOption({ label: 'Triadic' });
    await buttonIn(dialog, 'Save').click();
    await dialog.waitFor({ state: 'hidden' });

    const answer = await api('/plugins/color-palette/settings');
    expect(await answer.json()).toEqual({ success: true, settings: { harmony: 'triadic' } });
    await page.reload();
    await buttonIn(cardOf(page, PLUGIN), 'Settings').click();
    expect(await choiceOf(dialog.getByRole('combobox', { name: 'Harmony' }))).toBe('Triadic');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
  });

  it('7. GET /api/plugins answers with what the user has installed', async () => {
    expect(await installs()).toMatchObject({
      success: true,
      plugins: [{ pluginId: 'color-palette', state: 'inactive', settings: { harmony: 'triadic' } }],
    });
    expect((await fetch(`${studio.url}/api/plugins`)).status).toBe(401);
    await buttonIn(cardOf(page, PLUGIN), 'Uninstall').click();
    const dialog = page.getByRole('dialog', { name: `Uninstall ${PLUGIN}?` });
    await buttonIn(dialog, 'Uninstall').click();
    await dialog.waitFor({ state: 'hidden' });
    await expect.poll(async () => (await installs()).plugins).toEqual([]);
  });
});
