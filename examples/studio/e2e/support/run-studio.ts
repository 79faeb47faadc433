import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, inject } from 'vitest';
import { findBrowser } from '../../../../scripts/find-browser.mjs';
import { startStudioProcess } from './studio-process.ts';

export interface StudioRun {
  /** How many, at once and on one data directory. Default: 1. */
  readonly processes?: number;
  /** Makes what they need in a folder that is removed afterwards, and says what their environment is. */
  readonly prepare?: (folder: string) => Record<string, string> | Promise<Record<string, string>>;
}

/** All of it is there from the first test on. */
export interface RunningStudio {
  /** Of the first process. */
  readonly url: string;
  readonly urls: readonly string[];
  readonly browser: Browser;
  /** A page without cookies and storage of others. */
  newPage(): Promise<Page>;
}

/** Runs the studio and a browser for the tests of a file, or of a `describe`. */
export function runStudio({ processes = 1, prepare = () => ({}) }: StudioRun = {}): RunningStudio {
  const undo: (() => unknown)[] = [];
  const urls: string[] = [];
  let browser: Browser | undefined;

  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'flux-e2e-'));
    undo.push(() => rmSync(folder, { recursive: true, force: true }));
    const env = await prepare(folder);
    // With plugins or a database of its own it has another beginning.
    if (!env.DATABASE_URL && !env.PLUGINS_DIR)
      cpSync(inject('emptyStudio'), join(folder, 'data'), { recursive: true });
    const started = await Promise.allSettled(
      Array.from({ length: processes }, () => startStudioProcess(join(folder, 'data'), env)),
    );
    for (const one of started) if (one.status === 'fulfilled') undo.push(one.value.stop);
    for (const one of started) {
      if (one.status === 'rejected') throw one.reason;
      urls.push(one.value.url);
    }
    const launched = await chromium.launch(await findBrowser());
    undo.push(() => launched.close());
    browser = launched;
  });

  afterAll(async () => {
    for (const step of undo.splice(0).reverse()) await step();
  });

  const launched = () => {
    if (!browser) throw new Error('The studio runs from the first test on');
    return browser;
  };
  return {
    get url() {
      return urls[0] ?? '';
    },
    urls,
    get browser() {
      return launched();
    },
    newPage: async () => (await launched().newContext()).newPage(),
  };
}
