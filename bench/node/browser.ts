import { type BrowserServer, type CDPSession, chromium, type Page } from 'playwright-core';
import type { PageApi } from '../page/main.ts';
import type { Tools } from './tools.ts';

type Calls = {
  [K in keyof PageApi]: (...args: Parameters<PageApi[K]>) => Promise<Awaited<ReturnType<PageApi[K]>>>;
};

export interface BenchPage {
  /** The page's functions. */
  readonly api: Calls;
  /** The page's errors and warnings so far. */
  readonly complaints: string[];
  openSession(): Promise<CDPSession>;
  close(): Promise<void>;
}

export interface BenchBrowser {
  /** Such as `Chromium 140.0.0.0`. */
  readonly engine: string;
  readonly processId: number;
  openPage(): Promise<BenchPage>;
  close(): Promise<void>;
}

export async function launchBrowser(tools: Tools, url: string): Promise<BenchBrowser> {
  const { executablePath, args } = await tools.findBrowser();
  const server: BrowserServer = await chromium.launchServer({ executablePath, args, headless: true });
  const browser = await chromium.connect(server.wsEndpoint());
  return {
    engine: `Chromium ${browser.version()}`,
    processId: server.process().pid ?? 0,
    async openPage() {
      const context = await browser.newContext();
      const page = await context.newPage();
      const complaints = listen(page);
      await page.goto(url);
      return {
        api: createApi(page),
        complaints,
        openSession: () => context.newCDPSession(page),
        close: () => context.close(),
      };
    },
    async close() {
      await browser.close();
      await server.close();
    },
  };
}

function listen(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    const text = message.text();
    // A sandbox frame tries a connection to prove that it is refused.
    if (text.includes('data:,')) return;
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(text);
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  return complaints;
}

function createApi(page: Page): Calls {
  const call =
    (name: string) =>
    (...args: unknown[]) =>
      page.evaluate(
        ([method, values]) =>
          (globalThis as unknown as { pageApi: Record<string, (...args: unknown[]) => unknown> }).pageApi[
            method
          ]?.(...values),
        [name, args] as const,
      );
  return new Proxy({} as Calls, { get: (_, name) => call(String(name)) });
}
