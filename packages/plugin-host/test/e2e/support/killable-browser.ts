import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { findBrowser } from '../../../../../scripts/find-browser.mjs';

/** A Chromium whose data outlives it. */
export interface KillableBrowser {
  /** A page that has begun to load. */
  open(url: string): Promise<Page>;
  /** Ends the processes of all pages with SIGKILL, as the system does when memory is short. */
  crash(page: Page): Promise<void>;
  /** Ends all processes of the browser at once, with SIGKILL. */
  kill(): Promise<void>;
  close(): Promise<void>;
}

interface Running {
  child: ChildProcess;
  browser: Browser;
}

/** Starts with the first page, and again with the first page after a kill. */
export async function createKillableBrowser(): Promise<KillableBrowser> {
  const profile = await mkdtemp(join(tmpdir(), 'flux-profile-'));
  const { executablePath, args } = await findBrowser();
  let running: Promise<Running> | undefined;

  async function start(): Promise<Running> {
    const headless = args.some((arg: string) => arg.startsWith('--headless')) ? [] : ['--headless=new'];
    const own = [...headless, `--user-data-dir=${profile}`, '--remote-debugging-port=0', 'about:blank'];
    // A process group of its own, so that its helpers die with it.
    const child = spawn(executablePath, [...args, ...own], {
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const address = await new Promise<string>((resolve, reject) => {
      let text = '';
      child.once('exit', (code) => reject(new Error(`The browser ended with ${code}:\n${text}`)));
      child.stderr?.on('data', (chunk) => {
        text += chunk;
        const [, url] = /DevTools listening on (ws:\S+)/.exec(text) ?? [];
        if (url) resolve(url);
      });
    });
    return { child, browser: await chromium.connectOverCDP(address) };
  }

  function launched(): Promise<Running> {
    running ??= start();
    return running;
  }

  async function kill(): Promise<void> {
    if (!running) return;
    const { child, browser } = await running;
    running = undefined;
    const exited = once(child, 'exit');
    if (child.pid) process.kill(-child.pid, 'SIGKILL');
    await exited;
    await browser.close().catch(() => undefined);
  }

  return {
    async open(url) {
      const { browser } = await launched();
      const page = await (browser.contexts()[0] ?? (await browser.newContext())).newPage();
      await page.goto(url, { waitUntil: 'commit' });
      return page;
    },
    async crash(page) {
      // Not by CDP's Page.crash: a page that stands still does not hear it.
      const session = await (await launched()).browser.newBrowserCDPSession();
      const renderers = async () => {
        const { processInfo } = await session.send('SystemInfo.getProcessInfo');
        return processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
      };
      const crashed = page.waitForEvent('crash');
      const victims = await renderers();
      for (const id of victims) process.kill(id, 'SIGKILL');
      await crashed;
      // One of them was kept ready for the next page: not before the browser knows that it is gone.
      while ((await renderers()).some((id) => victims.includes(id)));
      await session.detach();
      await page.close();
    },
    kill,
    async close() {
      await kill();
      await rm(profile, { recursive: true, force: true });
    },
  };
}
