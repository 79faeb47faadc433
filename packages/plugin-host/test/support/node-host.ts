import { connectSession } from '@fluxstudio/plugin-sdk/source/worker/connect-session.ts';
import { noLocks } from '../../src/activation/startup-locks.ts';
import type { LogEntry } from '../../src/api/log.ts';
import { createPluginHost } from '../../src/create-host.ts';
import type { PluginHostOptions } from '../../src/host-options.ts';
import { noJournal } from '../../src/registry/crash-guard.ts';
import type { IsolateFactory } from '../../src/sandbox/isolate.ts';
import { loopbackIsolates } from '../../src/sandbox/loopback-isolate.ts';
import { silentTabs } from '../../src/tabs/tab-channel.ts';
import { createMemoryBackend, type TestPlugin } from './memory-backend.ts';
import { testManifest } from './test-manifest.ts';
import { createTestConsent } from './test-registry.ts';

/** The plugin's side in this very thread of Node: real wire, no walls. */
export function nodeLoopback(): IsolateFactory {
  return loopbackIsolates((port) =>
    connectSession(port, {
      importModule: (url) => import(/* @vite-ignore */ url),
      importScript: () => {
        throw new Error('Node has no importScripts');
      },
      createUrl: (source) => `data:text/javascript;charset=utf-8,${encodeURIComponent(source)}`,
      revokeUrl: () => undefined,
      mapStack: (stack) => stack,
    }),
  );
}

/** A whole host in Node, over the memory back end, whose questions a test answers. */
export function createNodeHost(
  plugins: Record<string, TestPlugin>,
  options: Partial<PluginHostOptions> = {},
) {
  const backend = createMemoryBackend(plugins);
  const consent = createTestConsent();
  const logs: LogEntry[] = [];
  const waiting = new Set<() => void>();
  const host = createPluginHost({
    backend,
    userId: 'user',
    locks: noLocks,
    tabs: silentTabs,
    crashJournal: noJournal,
    sandbox: { isolation: nodeLoopback() },
    onLog: (entry) => {
      logs.push(entry);
      for (const look of [...waiting]) look();
    },
    ...options,
    services: { consent: consent.service, ...options.services },
  });
  return {
    host,
    consent,
    logs,
    /** Installs a plugin with these grants and activates it. */
    async run(id: string, permissions: readonly string[]) {
      await host.registry.install(testManifest(id, plugins[id]?.manifest), { permissions });
      await host.registry.activate(id);
    },
    /** The first line that fits, now or later. */
    untilLog: (fits: (entry: LogEntry) => boolean) =>
      new Promise<LogEntry>((resolve) => {
        const look = () => {
          const found = logs.find(fits);
          if (!found) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
  };
}
