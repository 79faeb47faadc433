import { createLocalBackend } from '../../src/backend/local-backend.ts';
import type { LocalCatalogueEntry } from '../../src/backend/local-catalogue.ts';
import type { PluginHost } from '../../src/host-options.ts';
import { countInFlight, type InFlight } from '../support/in-flight.ts';

export interface TabOptions {
  userId: string;
  catalogue: LocalCatalogueEntry[];
  /** Code of bundles by their path. */
  files: ReadonlyMap<string, string>;
  safeMode?: boolean;
}

export interface Tab {
  readonly host: PluginHost;
  /** The lines of plugins that run here, as `plugin: text text`. */
  readonly logs: readonly string[];
  /** Resolves with the first time that it holds, now or after one of the next lines or changes. */
  until(holds: () => boolean): Promise<void>;
  /** How often the list of installs was read, and the bundles that were downloaded. */
  readonly lists: () => number;
  readonly downloads: readonly string[];
  /** What this page has begun and not ended. */
  inFlight(): InFlight & { channels: number };
}

/** What a test finds on the window of a page that is a tab of the app. */
export interface TabPage {
  openTab(options: TabOptions): Promise<Tab>;
}

const inFlight = countInFlight();
const channels = new Set<BroadcastChannel>();
class WatchedChannel extends BroadcastChannel {
  constructor(name: string) {
    super(name);
    channels.add(this);
  }
  override close(): void {
    super.close();
    channels.delete(this);
  }
}
window.BroadcastChannel = WatchedChannel;

const page: TabPage = {
  async openTab({ userId, catalogue, files, safeMode = false }) {
    const { createPluginHost } = await import('../../src/create-host.ts');
    const logs: string[] = [];
    const downloads: string[] = [];
    const waiting = new Set<() => void>();
    const look = () => {
      for (const check of [...waiting]) check();
    };
    let lists = 0;
    const local = createLocalBackend({
      userId,
      catalogue,
      fetch: async (input) => {
        const { pathname } = new URL(String(input));
        downloads.push(pathname);
        return new Response(files.get(pathname), { headers: { 'Content-Type': 'text/javascript' } });
      },
    });
    const backend = {
      ...local,
      list: (...args: Parameters<typeof local.list>) => {
        lists++;
        return local.list(...args).finally(look);
      },
    };
    const host = createPluginHost({
      backend,
      userId,
      safeMode,
      sandbox: { frameUrl: '/test/runtime', size: 0 },
      onLog({ plugin, args }) {
        logs.push(`${plugin.id}: ${args.join(' ')}`);
        look();
      },
    });
    host.registry.subscribe(look);
    host.commands.subscribe(look);
    return {
      host,
      logs,
      downloads,
      lists: () => lists,
      until: (holds) =>
        new Promise((resolve) => {
          const check = () => {
            if (!holds()) return;
            waiting.delete(check);
            resolve();
          };
          waiting.add(check);
          check();
        }),
      inFlight: () => ({ ...inFlight(), channels: channels.size }),
    };
  },
};
Object.assign(window, page);
