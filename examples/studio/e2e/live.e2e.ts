import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBrowser } from '../../../scripts/find-browser.mjs';
import { type StudioProcess, startStudioProcess } from './support/studio-process.ts';

const demo = { email: 'demo@fluxstudio.example', password: 'demo-password' };

let folder: string;
let studio: StudioProcess;
let browser: Browser;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'flux-e2e-'));
  studio = await startStudioProcess(join(folder, 'data'));
  browser = await chromium.launch(await findBrowser());
});

afterAll(async () => {
  await browser?.close();
  await studio?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** The user on one more device, at the list of installed plugins. */
async function openDevice(): Promise<Page> {
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

describe('two devices of a user', () => {
  it('show what is done on the other without a reload', async () => {
    const here = await openDevice();
    const there = await openDevice();
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

    await card(there)
      .getByRole('button', { name: /^Uninstall/ })
      .click();
    await there
      .getByRole('dialog')
      .getByRole('button', { name: /^Uninstall/ })
      .click();
    await here.getByRole('tab', { name: 'Installed' }).click();
    await card(here).waitFor({ state: 'detached' });
  });
});
