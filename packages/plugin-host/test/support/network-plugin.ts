import type { SandboxLimits } from '../../src/limits/limits.ts';
import { createPageNetwork } from '../../src/network/page-network.ts';
import type { NetworkService } from '../../src/services.ts';
import { createTestHost, type TestHost } from './test-host.ts';

/** URL of a route that `scripts/network-routes.mjs` serves, at the page's own origin. */
export const route = (path: string) => `${location.origin}/test/network/${path}`;
export const text = async (url: string): Promise<string> => (await fetch(url, { cache: 'no-store' })).text();
/** How often `/test/hit?id=` was asked for, at whatever origin. */
export const hits = async (id: string) => Number(await text(`/test/hits?id=${id}`));

let ids = 0;
/** An id for the routes that nobody else uses. */
export const freshId = () => `network-${++ids}-${Math.random().toString(36).slice(2)}`;

interface Options {
  /** What the user grants. Default: all. */
  granted?: string[];
  /** Default: the page's network. */
  service?: NetworkService;
  limits?: Partial<SandboxLimits>;
  /** What the plugin's module does first. */
  top?: string;
}

/** What came of a command. */
interface Outcome {
  value?: unknown;
  name?: string;
  code?: string;
  message?: string;
}

/** A plugin that may reach the page's own origin, in a real sandbox. */
export interface NetworkPlugin extends TestHost {
  call(command: string, ...args: unknown[]): Promise<Outcome>;
}

/** Starts plugins whose commands are these functions, by name; they share an object `shared`. Each ends with its test. */
export function useNetworkPlugins(): (
  commands: Record<string, string>,
  options?: Options,
) => Promise<NetworkPlugin> {
  const hosts: TestHost[] = [];

  afterEach(async () => {
    for (const { host } of hosts.splice(0)) await host.dispose();
  });

  return async (commands, { service = createPageNetwork(), granted, limits, top = '' } = {}) => {
    const test = createTestHost(
      {
        net: {
          code: `${top}\n${pluginOf(commands)}`,
          manifest: { permissions: ['commands', 'network'], network: { hosts: [location.origin] } },
        },
      },
      { services: { network: service }, sandbox: { frameUrl: '/test/runtime', limits } },
    );
    hosts.push(test);
    await test.run('net', granted);
    return {
      ...test,
      call: async (name, ...args) => (await test.host.commands.execute(`net.${name}`, ...args)) as Outcome,
    };
  };
}

const pluginOf = (commands: Record<string, string>) => `export function activate(context, api) {
  const shared = {};
  const commands = { ${Object.entries(commands).map(([name, body]) => `${name}: ${body}`)} };
  for (const [name, run] of Object.entries(commands)) api.commands.register(name, async (...args) => {
    try { return { value: await run(...args) } }
    catch ({ name, code, message }) { return { name, code, message } }
  });
}`;

/** A command that gets a URL and tells what came. */
export const GET = {
  get: `async (url, init) => {
    const response = await api.network.fetch(url, init);
    return { status: response.status, ok: response.ok, url: response.url, redirected: response.redirected,
      answer: response.headers.get('x-answer'), body: await response.text() };
  }`,
};
