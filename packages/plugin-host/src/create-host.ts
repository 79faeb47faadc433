import { errorMessage } from '@fluxstudio/plugin-protocol/errors';
import { consoleSink, type LogSink } from './api/log.ts';
import type { PluginBackend } from './backend/backend.ts';
import { type CommandRegistry, createCommandRegistry } from './contributions/command-registry.ts';
import { createEventBus } from './contributions/event-bus.ts';
import { PluginRegistry } from './registry/plugin-registry.ts';
import { createIsolateSource, type SandboxOptions } from './sandbox/sandbox-options.ts';
import type { HostServices } from './services.ts';
import { startPlugin } from './start-plugin.ts';
import { createPluginStorage } from './storage/plugin-storage.ts';

/** Version of the API that plugins see as `api.version`. */
export const API_VERSION = '1.0.0';

export interface PluginHostOptions {
  /** Where installs, settings and the marketplace live. */
  backend: PluginBackend;
  /** What the app lends to plugins. */
  services?: HostServices;
  /** Keeps what plugins store on this device apart from other users of the same browser. */
  userId: string;
  /** Where plugins run, and how much of the page they may take. */
  sandbox?: SandboxOptions;
  /** Default: the console. */
  onLog?: LogSink;
}

export interface PluginHost {
  readonly registry: PluginRegistry;
  readonly commands: CommandRegistry;
  readonly backend: PluginBackend;
  /** Loads the user's installs and starts those that were active. One that fails is in state `error`; the others run. */
  start(): Promise<void>;
  /** Emits an event of the app to plugins that listen. */
  emitGlobalEvent(event: string, ...args: unknown[]): void;
  /** Stops everything. A disposed host cannot be started again. */
  dispose(): Promise<void>;
}

/**
 * Embeds plugins in an app. Hosts share nothing: two on one page, or one after the other for two users, do not meet.
 *
 * @example
 * const host = createPluginHost({
 *   backend: createHttpBackend({ baseUrl: '/api/plugins', fetch }),
 *   services: { notifications: { show: ({ plugin, title }) => toast(`${plugin.name}: ${title}`) } },
 *   userId: user.id,
 *   sandbox: { frameUrl: '/api/plugins/runtime' },
 * });
 * await host.start();
 */
export function createPluginHost(options: PluginHostOptions): PluginHost {
  const { backend, services = {}, userId, sandbox = {}, onLog = consoleSink } = options;
  const commands = createCommandRegistry();
  const events = createEventBus();
  const isolates = createIsolateSource(sandbox);

  const registry: PluginRegistry = new PluginRegistry({
    backend,
    clearStorage: (pluginId) => createPluginStorage(userId, pluginId).clear(),
    start: (plugin, context) => {
      const { id } = plugin.manifest;
      return startPlugin(plugin, {
        backend,
        apiVersion: API_VERSION,
        isolate: isolates.take,
        deadlines: sandbox.deadlines,
        limits: sandbox.limits,
        log: onLog,
        context,
        api: {
          granted: () => registry.getPlugin(id)?.grantedPermissions ?? [],
          commands,
          events,
          services,
          storage: createPluginStorage(userId, id),
          settings: {
            get: () => registry.getSettings(id),
            update: (patch) => registry.updateSettings(id, patch),
            onDidChange: (listener) => registry.onDidChangeSettings(id, listener),
          },
        },
      });
    },
  });

  return {
    registry,
    commands,
    backend,
    async start() {
      const wanted = await registry.loadPersistedPlugins();
      await Promise.all(
        wanted.map((id) =>
          registry.activate(id).catch((error) => {
            console.warn(`The plugin ${id} could not be started: ${errorMessage(error)}`);
          }),
        ),
      );
    },
    emitGlobalEvent: (event, ...args) => events.emit(event, args),
    async dispose() {
      try {
        await registry.dispose();
      } finally {
        isolates.dispose();
      }
    },
  };
}
