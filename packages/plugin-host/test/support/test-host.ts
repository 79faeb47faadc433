import type { LogEntry } from '../../src/api/log.ts';
import { createPluginHost } from '../../src/create-host.ts';
import type { PluginHost, PluginHostOptions } from '../../src/host-options.ts';
import type { HostNotification, HostServices } from '../../src/services.ts';
import { createMemoryBackend, type MemoryBackend, type TestPlugin } from './memory-backend.ts';
import { testManifest } from './test-manifest.ts';

export interface TestHost {
  host: PluginHost;
  backend: MemoryBackend;
  logs: LogEntry[];
  notifications: HostNotification[];
  /** Resolves with the first line that fits, now or later. */
  untilLog(fits: (entry: LogEntry) => boolean): Promise<LogEntry>;
  /** Installs a plugin of the back end with these grants and activates it. */
  run(id: string, permissions?: string[]): Promise<void>;
  install(id: string, permissions?: string[]): Promise<void>;
}

let hosts = 0;

/** A host over the memory back end, in the served frame of the test server. */
export function createTestHost(
  plugins: Record<string, TestPlugin>,
  options: Partial<PluginHostOptions> & { services?: HostServices } = {},
): TestHost {
  const backend = createMemoryBackend(plugins);
  const logs: LogEntry[] = [];
  const waiting = new Set<(entry: LogEntry) => void>();
  const notifications: HostNotification[] = [];
  const host = createPluginHost({
    backend,
    userId: `user-${++hosts}`,
    sandbox: { frameUrl: '/test/runtime' },
    onLog: (entry) => {
      logs.push(entry);
      for (const tell of [...waiting]) tell(entry);
    },
    ...options,
    services: {
      notifications: { show: (notification) => void notifications.push(notification) },
      ...options.services,
    },
  });
  const install = async (id: string, permissions?: string[]) => {
    const manifest = testManifest(id, backend.plugins.get(id)?.manifest);
    await host.registry.install(manifest, { permissions: permissions ?? manifest.permissions });
  };
  return {
    host,
    backend,
    logs,
    notifications,
    install,
    untilLog: (fits) =>
      new Promise((resolve) => {
        const known = logs.find(fits);
        if (known) return resolve(known);
        waiting.add(function tell(entry) {
          if (!fits(entry)) return;
          waiting.delete(tell);
          resolve(entry);
        });
      }),
    async run(id, permissions) {
      await install(id, permissions);
      await host.registry.activate(id);
    },
  };
}
