import { createScope, toDisposable } from '@fluxstudio/plugin-protocol/disposable';
import { errorMessage, PluginError } from '@fluxstudio/plugin-protocol/errors';
import { systemClock } from '@fluxstudio/plugin-protocol/rpc/deadlines';
import { createActivation } from './activation/activation.ts';
import { createStartupLocks } from './activation/startup-locks.ts';
import { wakeOnEvents } from './activation/wake-on-events.ts';
import { appPermissions } from './api/app-permissions.ts';
import { checkNamespaces } from './api/check-namespaces.ts';
import { coalesce } from './api/coalesce.ts';
import { callListeners } from './call-listeners.ts';
import { createAppNames } from './contributions/app-names.ts';
import { createContextKeys } from './contributions/context-keys.ts';
import { createContributions, declareContributions } from './contributions/contributions.ts';
import { createEventBus } from './contributions/event-bus.ts';
import { followRegistry } from './contributions/follow-registry.ts';
import { keyPlatform } from './contributions/key-platform.ts';
import { requireCloneable } from './contributions/require-cloneable.ts';
import type { PluginHost, PluginHostOptions } from './host-options.ts';
import { lazyPart } from './lazy-part.ts';
import { loadOnce } from './load-once.ts';
import { createCompatibility } from './registry/compatibility.ts';
import { PluginRegistry } from './registry/plugin-registry.ts';
import { createCrashJournal } from './storage/crash-journal.ts';
import { createHostValues } from './storage/host-values.ts';
import { createTabChannel } from './tabs/tab-channel.ts';

/** Milliseconds between two looks at what other tabs have changed. */
const REFRESH_INTERVAL = 100;

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
    appVersion,
    userId,
    safeMode = false,
    locks = createStartupLocks(userId),
    tabs = createTabChannel(userId),
    clock = systemClock,
  } = options;
  checkNamespaces(namespaces);
  const permissions = appPermissions(namespaces);
  const values = createHostValues(userId);
  const warn = (message: string) => console.warn(message);
  const names = createAppNames();
  const events = createEventBus(names);
  const context = createContextKeys({
    names,
    loadPatterns: async () =>
      (await import('@fluxstudio/plugin-protocol/when/when-patterns')).loadWhenPatterns(),
    onFault: warn,
  });
  const platform = keyPlatform();
  context.set('isMac', platform === 'mac');
  context.set('isWindows', platform === 'win');
  context.set('isLinux', platform === 'linux');
  const contributions = createContributions({ context, names, wake: (id) => registry.wake(id) });
  const runner = loadOnce(
    () => import('./plugin-runner.ts'),
    ({ createPluginRunner }) =>
      createPluginRunner({ host: options, registry, contributions, events, context, clock }),
  );
  const registry: PluginRegistry = new PluginRegistry({
    backend,
    consent: services.consent,
    compatibility: createCompatibility({ appVersion, permissions }),
    crashJournal: options.crashJournal ?? createCrashJournal(values),
    safeMode,
    onDidWrite: () => tabs.post(),
    clearStorage: async (id) => (await runner.get()).clearStorage(id),
    async start(plugin, start) {
      const { start: run } = await runner.get();
      start.signal.throwIfAborted();
      return run(plugin, start);
    },
  });

  /** In safe mode nothing of a plugin is shown, and nothing starts one. */
  const installed = () => (safeMode ? [] : registry.getSnapshot());
  const activation = createActivation({
    subscribe: registry.subscribe,
    getAll: installed,
    wake: (id) => registry.wake(id),
    locks,
    onFailure: (id, error) => warn(`The plugin ${id} could not be started: ${errorMessage(error)}`),
  });
  const attached = createScope();
  attached.add(activation);
  attached.add(wakeOnEvents(events, activation));
  const after = options.sandbox?.idleTimeout;
  if (after !== undefined) {
    lazyPart(import('./activation/idle-shutdown.ts'))
      .then(({ stopIdlePlugins }) =>
        attached.add(stopIdlePlugins({ after, clock, registry, contributions, context, events, activation })),
      )
      .catch((error) => warn(errorMessage(error)));
  }
  const refreshSoon = coalesce(
    () => void registry.refresh().catch((error) => warn(errorMessage(error))),
    REFRESH_INTERVAL,
    clock,
  );
  attached.add(refreshSoon);
  attached.add(tabs);

  const requireOpen = () => {
    if (attached.disposed) throw new PluginError('DISPOSED', 'The plugin host is closed');
  };
  let heard = false;
  let started = false;
  const shownPlugins = {
    subscribe: registry.subscribe,
    getAll: installed,
    granted: (id: string) => registry.grants.get(id),
  };
  const keybindings = loadOnce(
    () => import('./contributions/host-keybindings.ts'),
    ({ createHostKeybindings }) =>
      attached.add(
        createHostKeybindings({
          platform,
          commands: contributions.commands,
          plugins: shownPlugins,
          names,
          evaluate: context.evaluate,
          values,
          reserved: options.reservedShortcuts,
          clock,
          onProblem: warn,
        }),
      ),
  );

  return {
    ...contributions,
    registry,
    context,
    loadKeybindings: keybindings.get,
    loadActivity: async () => (await runner.get()).loadActivity(),
    loadPanelLayout: async () => (await runner.get()).loadPanelLayout(),
    backend,
    appPermissions: permissions,
    safeMode,
    async start() {
      requireOpen();
      if (!heard) attached.add(tabs.subscribe(refreshSoon.changed));
      heard = true;
      await registry.loadPersistedPlugins();
      requireOpen();
      if (started) return;
      started = true;
      attached.add(
        followRegistry({
          ...shownPlugins,
          show: (plugin, shown) => declareContributions(contributions, plugin, shown),
        }),
      );
      if (backend.watch) {
        const ended = new AbortController();
        const onChange = () => {
          refreshSoon.changed();
          tabs.post();
        };
        attached.add(toDisposable(() => ended.abort()));
        // One tab is told by the server, and tells the others.
        attached.add(locks.hold(':events', () => backend.watch?.(onChange, ended.signal)));
      }
      if (!safeMode) await activation.begin();
    },
    activateByEvent: (event) => activation.trigger(event),
    emitGlobalEvent(event, ...args) {
      requireCloneable(args);
      events.emit(event, args);
    },
    onGlobalEvent: (event, listener) => events.on(event, (...args) => callListeners([listener], ...args)),
    async dispose() {
      attached.dispose();
      try {
        await registry.dispose();
      } finally {
        await runner.peek()?.then((made) => made.dispose());
      }
    },
  };
}
