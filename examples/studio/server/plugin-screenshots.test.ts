import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type HttpListener, listen } from './http-listener.ts';
import {
  findScreenshots,
  SCREENSHOTS_PATH,
  screenshotListings,
  screenshotRoutes,
} from './plugin-screenshots.ts';

let folder: string;
let listener: HttpListener;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'studio-test-'));
  for (const id of ['with-picture', 'without']) {
    mkdirSync(join(folder, id));
    writeFileSync(join(folder, id, 'plugin.json'), '{}');
  }
  writeFileSync(join(folder, 'with-picture', 'screenshot.png'), 'a picture');
  const app = express().use(SCREENSHOTS_PATH, screenshotRoutes(findScreenshots(folder)));
  listener = await listen(app, 0);
});

afterEach(async () => {
  await listener.close();
  rmSync(folder, { recursive: true, force: true });
});

it('lists and serves the pictures of plugins, and nothing else of them', async () => {
  const listings = screenshotListings(findScreenshots(folder));
  expect(listings).toEqual({ 'with-picture': { screenshots: ['/api/screenshots/with-picture.png'] } });

  const picture = await fetch(`${listener.url}/api/screenshots/with-picture.png`);
  expect(picture.status).toBe(200);
  expect(picture.headers.get('content-type')).toBe('image/png');
  expect(await picture.text()).toBe('a picture');
  for (const path of ['without.png', 'with-picture', 'with-picture%2Fplugin.json', '..%2Fwith-picture.png'])
    expect((await fetch(`${listener.url}/api/screenshots/${path}`)).status, path).toBe(404);
});
