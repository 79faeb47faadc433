import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import { qualifyName } from '@fluxstudio/plugin-protocol/ids';
import type { Clock } from '@fluxstudio/plugin-protocol/rpc/deadlines';
import type { ActivityLog } from './activity-metrics/activity-log.ts';
import { type ActivityRecorder, createActivityRecorder } from './activity-metrics/activity-recorder.ts';
import { browserEnvironment } from './api/env.ts';
import { consoleSink, type LogSink } from './api/log.ts';
import type { SharedParts } from './api/plugin-api.ts';
import { watchTyping } from './api/typing.ts';
import { API_VERSION } from './api-version.ts';
import { callListeners } from './call-listeners.ts';
import type { ContextKeys } from './contributions/context-keys.ts';
import type { Contributions } from './contributions/contributions.ts';
import type { EventBus } from './contributions/event-bus.ts';
import { createPluginExports } from './extensions/plugin-exports.ts';
import type { PluginHostOptions } from './host-options.ts';
import { loadOnce } from './load-once.ts';
import { backendNetwork } from './network/backend-network.ts';
import type { PanelLayout } from './panels/panel-layout.ts';
import { createPanelMemories } from './panels/panel-memories.ts';
import type { PluginRegistry } from './registry/plugin-registry.ts';
import type { PluginStarter } from './registry/running-plugin.ts';
import { createIsolateSource } from './sandbox/sandbox-options.ts';
import { startPlugin } from './start-plugin.ts';
import { createHostValues } from './storage/host-values.ts';
import { createPluginStorage, type PluginStorage } from './storage/plugin-storage.ts';
import { createSecretStore, type SecretStore } from './storage/secret-store.ts';

export interface PluginRunnerOptions {
  host: PluginHostOptions;
  registry: PluginRegistry;
  contributions: Contributions;
  events: EventBus;
  context: ContextKeys;
  clock: Clock;
}

/** Everything that plugins need to run, of one host. A part of its own: a page that only shows plugins does without it. */
export interface PluginRunner {
  readonly start: PluginStarter;
  loadActivity(): Promise<ActivityLog>;
  loadPanelLayout(): Promise<PanelLayout>;
  /** Removes what a plugin stored on this device. */
  clearStorage(pluginId: string): Promise<void>;
  dispose(): void;
}

export function createPluginRunner({
  host,
  registry,
  contributions,
  events,
  context,
  clock,
}: PluginRunnerOptions): PluginRunner {
  const {
    backend,
    services = {},
    namespaces = [],
    appName = globalThis.document?.title ?? '',
    appVersion,
    userId,
    sandbox = {},
    storageQuota = {},
    onLog = consoleSink,
    createStorage = (user, pluginId) => createPluginStorage(user, pluginId, { quota: storageQuota }),
    createSecrets = createSecretStore,
  } = host;
  const panelMemories = createPanelMemories();
  const isolates = createIsolateSource(sandbox);
  const typing = watchTyping(clock);
  const recorders = new Map<string, ActivityRecorder>();
  const activity = loadOnce(
    () => import('./activity-metrics/activity-log.ts'),
    ({ createActivityLog }) => createActivityLog((id) => recorders.get(id)?.read(), clock),
  );
  const panelLayout = loadOnce(
    async () => {
      const { loadPanelLayout } = await import('./panels/panel-layout.ts');
      return loadPanelLayout(createHostValues(userId), clock, (message) => console.warn(message));
    },
    (layout) => layout,
  );
  // A sink that throws is a fault of the app: it must not look like one of the plugin whose line it was.
  const log: LogSink = (entry) => callListeners([onLog], entry);
  const shared: SharedParts = {
    ...contributions,
    panelMemories,
    loadPanelLayout: panelLayout.get,
    isTyping: typing.isTyping,
    webviewFrame: sandbox,
    events,
    context,
    extensions: createPluginExports({
      get: (id) => registry.getPlugin(id),
      subscribe: registry.subscribe,
      wake: (id) => registry.wake(id),
      async run(id, name, args) {
        const running = registry.activeSandboxes.get(id);
        if (!running) throw new PluginError('INVALID_STATE', `The plugin ${id} does not run`);
        return running.call('export', [name, args]);
      },
    }),
    isExported(id, command) {
      const names = registry.getPlugin(id)?.manifest.exports?.commands ?? [];
      return names.some((name) => qualifyName(id, name) === command);
    },
    env: services.env ?? browserEnvironment(appName, appVersion),
    services: { network: backendNetwork(backend), ...services },
    namespaces,
  };

  /** One of each plugin for as long as it is installed: what clears it waits for what was asked of it before. */
  const stores = new Map<string, { storage: PluginStorage; secrets: SecretStore }>();
  function storesOf(pluginId: string) {
    const known = stores.get(pluginId);
    if (known) return known;
    const made = { storage: createStorage(userId, pluginId), secrets: createSecrets(userId, pluginId) };
    stores.set(pluginId, made);
    return made;
  }

  return {
    loadActivity: activity.get,
    loadPanelLayout: panelLayout.get,
    start(plugin, startContext) {
      const { id } = plugin.manifest;
      const recorder = recorders.get(id) ?? createActivityRecorder(clock);
      recorders.set(id, recorder);
      return startPlugin(plugin, {
        backend,
        apiVersion: API_VERSION,
        isolate: isolates.take,
        deadlines: sandbox.deadlines,
        limits: sandbox.limits,
        log,
        clock,
        activity: recorder,
        context: startContext,
        api: {
          ...shared,
          ...storesOf(id),
          syncStorage: backend.syncStorage,
          grants: {
            get: () => registry.grants.get(id),
            request: (permissions, asker) => registry.grants.ask(id, permissions, 'request', asker),
            onDidChange: (listener) => registry.grants.onDidChange(id, listener),
          },
          settings: {
            get: () => registry.getSettings(id),
            update: (patch) => registry.updateSettings(id, patch),
            onDidChange: (listener) => registry.onDidChangeSettings(id, listener),
          },
        },
      });
    },
    async clearStorage(pluginId) {
      const { storage, secrets } = storesOf(pluginId);
      stores.delete(pluginId);
      panelMemories.clear(pluginId);
      recorders.delete(pluginId);
      await storage.destroy();
      await secrets.destroy();
    },
    dispose() {
      void activity.peek()?.then((log) => log.dispose());
      isolates.dispose();
      typing.dispose();
    },
  };
}
