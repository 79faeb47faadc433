import { type BenchBrowser, type BenchPage, launchBrowser } from './browser.ts';
import { type BenchServer, startServer } from './server.ts';
import type { Settings } from './settings.ts';
import type { Tools } from './tools.ts';

/** Milliseconds after which less is measured, so that a run stays under six minutes. */
const LATE = 250_000;

/** What every measurement is given. */
export interface Bench {
  readonly settings: Settings;
  readonly browser: BenchBrowser;
  /** A fresh page of a fresh profile, closed afterwards. What it complained about is printed. */
  withPage<T>(use: (page: BenchPage) => Promise<T>): Promise<T>;
  /** A browser of its own, for what is measured on whole processes. */
  launch(): Promise<BenchBrowser>;
  tell(line: string): void;
  /** The machine is busy with other things: what can be measured less often now is. */
  isLate(): boolean;
  close(): Promise<void>;
}

export async function createBench(tools: Tools, settings: Settings): Promise<Bench> {
  const server: BenchServer = await startServer(tools);
  const open = new Set<BenchBrowser>();
  const begin = Date.now();
  const elapsed = () => Date.now() - begin;

  async function launch(): Promise<BenchBrowser> {
    const browser = await launchBrowser(tools, server.url);
    open.add(browser);
    return browser;
  }

  async function close(): Promise<void> {
    await Promise.allSettled([...open].map((browser) => browser.close()));
    await server.close();
  }

  try {
    const browser = await launch();
    return {
      settings,
      browser,
      launch,
      close,
      isLate: () => elapsed() > LATE,
      tell: (line) => console.log(`${(elapsed() / 1000).toFixed(0).padStart(4)} s  ${line}`),
      async withPage(use) {
        const page = await browser.openPage();
        try {
          return await use(page);
        } finally {
          for (const complaint of new Set(page.complaints)) console.warn(`        page: ${complaint}`);
          await page.close();
        }
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}
