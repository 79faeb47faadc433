import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CountingProxy, startCountingProxy } from './support/counting-proxy.ts';
import { runStudio } from './support/run-studio.ts';
import { DEMO_USER, GUEST_USER, openPlugins, runCommand, signIn } from './support/studio-user.ts';

const studio = runStudio();

let proxy: CountingProxy;
beforeAll(async () => {
  proxy = await startCountingProxy(studio.url);
});
afterAll(() => proxy?.close());

async function api(
  path: string,
  token?: string,
  init: RequestInit = {},
): Promise<{ status: number; body: Record<string, never> }> {
  const response = await fetch(`${studio.url}/api${path}`, {
    ...init,
    headers: { 'Content-Type': 'application/json', ...(token ? { Authorization: `Bearer ${token}` } : {}) },
  });
  return { status: response.status, body: await response.json() };
}

async function login(user: object): Promise<string> {
  const { body } = await api('/auth/login', undefined, { method: 'POST', body: JSON.stringify(user) });
  return body.token as string;
}

const card = (page: Page) => page.getByRole('listitem').filter({ hasText: 'Color Palette' });

/** Tries from inside a worker to reach a URL of the app in every way there is. */
async function tryToReach(url: string): Promise<string> {
  const ways = [
    () => fetch(url, { credentials: 'include' }),
    () => import(/* @vite-ignore */ url),
    () =>
      new Promise((resolve) =>
        Object.assign(new WebSocket(url.replace('http', 'ws')), { onerror: resolve, onopen: resolve }),
      ),
  ];
  for (const way of ways) {
    try {
      await way();
    } catch {
      // Refused or absent: the server's count tells which attempts arrived.
    }
  }
  return self.origin;
}

describe('the studio', () => {
  it('takes a plugin from the marketplace to a running command, and back', async () => {
    const page = await studio.newPage();
    const consoleLines: string[] = [];
    page.on('console', (message) => consoleLines.push(message.text()));
    await signIn(page, proxy.url);

    // The dialog lists the permissions; Cancel installs nothing.
    await openPlugins(page, 'Marketplace');
    await card(page)
      .getByRole('button', { name: /^Install/ })
      .click();
    const dialog = page.getByRole('dialog', { name: 'Install Color Palette?' });
    await dialog.waitFor();
    for (const permission of ['commands', 'notifications', 'storage', 'ui']) {
      const row = dialog.getByRole('listitem').filter({ has: page.getByText(permission, { exact: true }) });
      expect(await row.locator('svg').count(), `icon of ${permission}`).toBe(1);
      expect(((await row.textContent()) ?? '').length, `description of ${permission}`).toBeGreaterThan(40);
    }
    expect(await dialog.getByRole('listitem').count()).toBe(4);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'hidden' });
    const token = await login(DEMO_USER);
    expect((await api('/plugins', token)).body.plugins).toEqual([]);

    // Install and activate.
    await card(page)
      .getByRole('button', { name: /^Install/ })
      .click();
    await dialog.getByRole('button', { name: 'Approve and install' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await openPlugins(page, 'Installed');
    expect(page.workers()).toHaveLength(0);
    const started = page.waitForEvent('worker');
    await card(page)
      .getByRole('button', { name: /^Activate/ })
      .click();
    const worker = await started;
    await card(page)
      .getByRole('button', { name: /^Deactivate/ })
      .waitFor();

    // The worker has no origin and reaches nothing; the same code in a plain blob worker does.
    const probe = (name: string) => `/api/plugins?probe=${name}`;
    expect(await worker.evaluate(tryToReach, proxy.url + probe('sandbox'))).toBe('null');
    expect(proxy.hits(probe('sandbox'))).toBe(0);
    const control = await (await studio.browser.newContext({ bypassCSP: true })).newPage();
    await control.goto(proxy.url);
    const plain = control.waitForEvent('worker');
    await control.evaluate(() => void new Worker(URL.createObjectURL(new Blob(['']))));
    expect(await (await plain).evaluate(tryToReach, proxy.url + probe('plain'))).toBe(proxy.url);
    expect(proxy.hits(probe('plain'))).toBeGreaterThan(0);
    await control.context().close();

    // The command runs from the palette, its toast shows, and the action runs the second command.
    await runCommand(page, 'Generate palette');
    const toast = page.getByText('New analogous palette');
    await toast.waitFor();
    await page.getByRole('button', { name: 'Show as CSS' }).click();
    await page.getByText('--palette-1: #4f46e5').waitFor();

    // The plugin sees a changed setting.
    await card(page)
      .getByRole('button', { name: /^Settings/ })
      .click();
    const settings = page.getByRole('dialog', { name: /Color Palette/ });
    await settings.getByRole('textbox', { name: /^Base colour/ }).fill('#cc0033');
    await settings.getByLabel('Harmony', { exact: true }).selectOption({ label: 'Triadic' });
    await settings.getByRole('button', { name: 'Save' }).click();
    await settings.waitFor({ state: 'hidden' });
    await expect.poll(() => consoleLines.join('\n')).toContain('The base colour is now #cc0033');
    await runCommand(page, 'Generate palette');
    await page.getByText('New triadic palette').waitFor();

    // Deactivated: no worker is left.
    const closed = new Promise((resolve) => worker.once('close', resolve));
    await card(page)
      .getByRole('button', { name: /^Deactivate/ })
      .click();
    await closed;
    expect(page.workers()).toHaveLength(0);
    await card(page)
      .getByRole('button', { name: /^Activate/ })
      .waitFor();

    // After a reload it is still installed, with its settings and palettes.
    await page.reload();
    await openPlugins(page, 'Installed');
    await card(page)
      .getByRole('button', { name: /^Activate/ })
      .click();
    await card(page)
      .getByRole('button', { name: /^Deactivate/ })
      .waitFor();
    await runCommand(page, 'Show last palette as CSS');
    await page.getByText('--palette-1: #cc0033').waitFor();
    await card(page)
      .getByRole('button', { name: /^Settings/ })
      .click();
    expect(await settings.getByRole('textbox', { name: /^Base colour/ }).inputValue()).toBe('#cc0033');
    await settings.getByRole('button', { name: 'Cancel' }).click();
    const { plugins } = (await api('/plugins', token)).body as unknown as {
      plugins: Record<string, unknown>[];
    };
    expect(plugins).toMatchObject([
      {
        pluginId: 'color-palette',
        state: 'active',
        settings: { baseColor: '#cc0033', harmony: 'triadic' },
        grantedPermissions: ['commands', 'notifications', 'storage', 'ui'],
      },
    ]);

    // After a reload it is ready: nothing runs until its command is called, which starts it.
    await page.reload();
    await openPlugins(page, 'Installed');
    await card(page).getByText('Ready', { exact: true }).waitFor();
    expect(page.workers()).toHaveLength(0);
    const woken = page.waitForEvent('worker');
    await runCommand(page, 'Generate palette');
    await woken;
    await page.getByText('New triadic palette').waitFor();
    await card(page).getByText('Active', { exact: true }).waitFor();

    // In safe mode nothing of it runs or is shown.
    await page.goto(`${proxy.url}/plugins?safeMode`);
    await card(page).getByText('Paused', { exact: true }).waitFor();
    await page.getByText('Safe mode').first().waitFor();
    await page.keyboard.press('Control+KeyK');
    await page.getByRole('combobox', { name: 'Search commands' }).fill('Generate palette');
    await page.getByRole('option', { name: 'Generate palette' }).waitFor({ state: 'detached' });
    expect(page.workers()).toHaveLength(0);

    // A second user sees none of it.
    const other = await studio.newPage();
    await signIn(other, proxy.url, GUEST_USER);
    await openPlugins(other, 'Installed');
    expect(await card(other).count()).toBe(0);
    expect((await api('/plugins', await login(GUEST_USER))).body.plugins).toEqual([]);
    await other.context().close();
    await page.context().close();
  });

  it.each([
    [
      'whose hash differs',
      (body: Buffer) => ({ body: Buffer.from(`${body.toString()}\n`), contentType: 'text/javascript' }),
      'hash differs',
    ],
    [
      'that is the index.html of an app',
      () => ({ body: Buffer.from('<!doctype html><title>App</title>'), contentType: 'text/html' }),
      'HTML page',
    ],
  ])('shows why a bundle %s does not run, and activates it after a fix', async (_, damage, words) => {
    const token = await login(GUEST_USER);
    const { body } = await api('/plugins/marketplace', token);
    const entries = body.plugins as { id: string; manifest: { permissions: string[] } }[];
    const entry = entries.find(({ id }) => id === 'color-palette');
    await api('/plugins/install', token, {
      method: 'POST',
      body: JSON.stringify({ manifest: entry?.manifest, permissions: entry?.manifest.permissions }),
    });
    const page = await studio.newPage();
    proxy.tamper = (path, answer) => (path.includes('/bundles/') ? damage(answer.body) : answer);
    try {
      await signIn(page, proxy.url, GUEST_USER);
      await openPlugins(page, 'Installed');
      await card(page)
        .getByRole('button', { name: /^Activate/ })
        .click();
      await card(page).getByText(words).first().waitFor();
      expect(page.workers()).toHaveLength(0);
    } finally {
      proxy.tamper = undefined;
    }
    await card(page)
      .getByRole('button', { name: /^(Activate|Retry)/ })
      .click();
    await card(page)
      .getByRole('button', { name: /^Deactivate/ })
      .waitFor();
    await page.context().close();
    await api('/plugins/color-palette', token, { method: 'DELETE' });
  });

  it('names each field of an invalid manifest', async () => {
    const token = await login(GUEST_USER);
    const manifest = {
      id: 'Bad Id',
      name: '',
      version: 'one',
      main: 'main.js',
      permissions: ['files:everything'],
    };
    const { status, body } = await api('/plugins/install', token, {
      method: 'POST',
      body: JSON.stringify({ manifest }),
    });
    expect(status).toBe(400);
    const errors = body.errors as { field: string }[];
    expect(errors.map(({ field }) => field)).toEqual(['id', 'name', 'version', 'permissions[0]']);
  });

  it('asks everyone to sign in', async () => {
    for (const [token, code] of [
      [undefined, 'MISSING_TOKEN'],
      ['not-a-token', 'INVALID_TOKEN'],
    ] as const) {
      const { status, body } = await api('/plugins', token);
      expect(status).toBe(401);
      expect(body).toMatchObject({ error: 'Unauthorized', code });
    }
  });
});
