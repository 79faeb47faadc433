import type { PermissionInfo } from '@fluxstudio/plugin-protocol/contract';
import { errorMessage, PluginError } from '@fluxstudio/plugin-protocol/errors';
import { type Clock, systemClock } from '@fluxstudio/plugin-protocol/rpc/deadlines';
import { findUncloneable } from '@fluxstudio/plugin-protocol/rpc/slots';
import type { AppNamespace } from './api/app-namespace.ts';
import { appPermissions } from './api/app-permissions.ts';
import { checkNamespaces } from './api/check-namespaces.ts';
import { browserEnvironment } from './api/env.ts';
import { consoleSink, type LogSink } from './api/log.ts';
import type { SharedParts } from './api/plugin-api.ts';
import type { PluginBackend } from './backend/backend.ts';
import { callListeners } from './call-listeners.ts';
import { type CommandRegistry, createCommandRegistry } from './contributions/command-registry.ts';
import { type ContributionList, createContributionList } from './contributions/contribution-list.ts';
import { createEventBus } from './contributions/event-bus.ts';
import { lazyPart } from './lazy-part.ts';
import { backendNetwork } from './network/backend-network.ts';
import { createCompatibility } from './registry/compatibility.ts';
import { PluginRegistry } from './registry/plugin-registry.ts';
import { createIsolateSource, type SandboxOptions } from './sandbox/sandbox-options.ts';
import type { HostServices, PanelEntry, ToolbarEntry } from './services.ts';
import { createPluginStorage, type PluginStorage } from './storage/plugin-storage.ts';
import { createSecretStore, type SecretStore } from './storage/secret-store.ts';

/** Version of the API that plugins see as `api.version`. */
export const API_VERSION = '1.0.0';

export interface PluginHostOptions {
  /** Where installs, settings and the marketplace live. */
  backend: PluginBackend;
  /** What the app lends to plugins. */
  services?: HostServices;
  /** The app's own parts of the plugin API: see {@link implementNamespace}. */
  namespaces?: readonly AppNamespace[];
  /** Shown to plugins as `env.get('appName')`. */
  appName?: string;
  /** The app's version: plugins whose `fluxStudioVersion` does not fit are refused. Absent: not checked. */
  appVersion?: string;
  /** Keeps what plugins store on this device apart from other users of the same browser. */
  userId: string;
  /** Where plugins run, and how much of the page they may take. */
  sandbox?: SandboxOptions;
  /** Default: the console. */
  onLog?: LogSink;
  /** Where plugins keep data on this device. Default: IndexedDB. */
  createStorage?(userId: string, pluginId: string): PluginStorage;
  createSecrets?(userId: string, pluginId: string): SecretStore;
  /** For tests: what deadlines and limits are measured with. */
  clock?: Clock;
}

export interface PluginHost {
  readonly registry: PluginRegistry;
  readonly commands: CommandRegistry;
  /** Panels and toolbar items that plugins have registered. */
  readonly panels: ContributionList<PanelEntry>;
  readonly toolbarItems: ContributionList<ToolbarEntry>;
  readonly backend: PluginBackend;
  /** The permissions of the app's own namespaces, in the app's words. */
  readonly appPermissions: ReadonlyMap<string, PermissionInfo>;
  /** Loads the user's installs and starts those that were active. One that fails is in state `error`; the others run. */
  start(): Promise<void>;
  /**
   * Emits an event of the app to plugins that listen.
   *
   * @throws PluginError `DATA_CLONE` for what cannot leave the page, such as a function
   */
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
  const {
    backend,
    services = {},
    namespaces = [],
    appName = globalThis.document?.title ?? '',
    appVersion,
    userId,
    sandbox = {},
    onLog = consoleSink,
    createStorage = createPluginStorage,
    createSecrets = createSecretStore,
    clock = systemClock,
  } = options;
  // A sink that throws is a fault of the app: it must not look like one of the plugin whose line it was.
  const log: LogSink = (entry) => callListeners([onLog], entry);
  const shared: SharedParts = {
    commands: createCommandRegistry(),
    events: createEventBus(),
    panels: createContributionList<PanelEntry>('panel'),
    toolbarItems: createContributionList<ToolbarEntry>('toolbar item'),
    env: services.env ?? browserEnvironment(appName, appVersion),
    services: { network: backendNetwork(backend), ...services },
    namespaces,
  };
  checkNamespaces(namespaces);
  const isolates = createIsolateSource(sandbox);
  const permissions = appPermissions(namespaces);

  /** One of each plugin for as long as the host lives: what clears it waits for what was asked of it before. */
  const stores = new Map<string, { storage: PluginStorage; secrets: SecretStore }>();
  function storesOf(pluginId: string) {
    const known = stores.get(pluginId);
    if (known) return known;
    const made = { storage: createStorage(userId, pluginId), secrets: createSecrets(userId, pluginId) };
    stores.set(pluginId, made);
    return made;
  }

  const registry: PluginRegistry = new PluginRegistry({
    backend,
    consent: services.consent,
    compatibility: createCompatibility({ appVersion, permissions }),
    async clearStorage(pluginId) {
      const { storage, secrets } = storesOf(pluginId);
      await storage.clear();
      await secrets.clear();
    },
    async start(plugin, context) {
      const { startPlugin } = await lazyPart(import('./start-plugin.ts'));
      context.signal.throwIfAborted();
      const { id } = plugin.manifest;
      return startPlugin(plugin, {
        backend,
        apiVersion: API_VERSION,
        isolate: isolates.take,
        deadlines: sandbox.deadlines,
        limits: sandbox.limits,
        log,
        clock,
        context,
        api: {
          ...shared,
          grants: {
            get: () => registry.grants.get(id),
            request: (permissions, asker) => registry.grants.ask(id, permissions, 'request', asker),
            onDidChange: (listener) => registry.grants.onDidChange(id, listener),
          },
          ...storesOf(id),
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
    commands: shared.commands,
    panels: shared.panels,
    toolbarItems: shared.toolbarItems,
    backend,
    appPermissions: permissions,
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
    emitGlobalEvent(event, ...args) {
      requireCloneable(args);
      shared.events.emit(event, args);
    },
    async dispose() {
      try {
        await registry.dispose();
      } finally {
        isolates.dispose();
      }
    },
  };
}

function requireCloneable(args: unknown[]): void {
  try {
    structuredClone(args);
  } catch (cause) {
    const path = findUncloneable([0, '', null, args.length, ...args]);
    throw new PluginError('DATA_CLONE', `${path} cannot be cloned: send plain data`, { cause });
  }
}
