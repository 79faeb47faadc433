import type { Disposable } from '@fluxstudio/plugin-protocol/disposable';
import { errorCode, errorMessage, PluginError } from '@fluxstudio/plugin-protocol/errors';
import { type PluginManifest, parseManifest } from '@fluxstudio/plugin-protocol/manifest/manifest';
import { effectiveSettings } from '@fluxstudio/plugin-protocol/manifest/settings-schema';
import { createNanoEvents } from 'nanoevents';
import type { InstalledPlugin, PluginBackend } from '../backend/backend.ts';
import type { PluginSandbox } from '../sandbox/plugin-sandbox.ts';
import { createKeyedQueue } from './keyed-queue.ts';
import type { PluginFault, PluginInstance } from './plugin-instance.ts';
import type { PluginStarter, RunningPlugin } from './running-plugin.ts';

export interface PluginRegistryEvents {
  'plugin:installed': (plugin: PluginInstance) => void;
  'plugin:activated': (plugin: PluginInstance) => void;
  'plugin:deactivated': (plugin: PluginInstance) => void;
  'plugin:uninstalled': (plugin: PluginInstance) => void;
  'plugin:error': (plugin: PluginInstance) => void;
  'plugin:updated': (plugin: PluginInstance) => void;
}

export interface PluginRegistryOptions {
  backend: PluginBackend;
  start: PluginStarter;
  /** Forgets what the plugin stored on this device. */
  clearStorage(pluginId: string): Promise<void>;
}

/**
 * What is installed and what runs. Steps on one plugin happen one after the other, however they are called; steps on different
 * plugins do not wait for each other.
 */
export class PluginRegistry {
  readonly #options: PluginRegistryOptions;
  readonly #plugins = new Map<string, PluginInstance>();
  readonly #running = new Map<string, RunningPlugin>();
  readonly #emitter = createNanoEvents<PluginRegistryEvents>();
  readonly #settingsListeners = createNanoEvents<Record<string, (keys: string[]) => void>>();
  readonly #listeners = new Set<() => void>();
  readonly #queue = createKeyedQueue();
  /** Plugins the back end already knows as active: starting them again at start-up writes nothing. */
  readonly #recorded = new Set<string>();
  #snapshot: readonly PluginInstance[] = [];
  #disposed = false;

  constructor(options: PluginRegistryOptions) {
    this.#options = options;
  }

  /** The sandbox of each plugin that runs, by plugin id. */
  get activeSandboxes(): ReadonlyMap<string, PluginSandbox> {
    return new Map([...this.#running].map(([id, { sandbox }]) => [id, sandbox]));
  }

  /** Loads the installs of the user from the back end and resolves with the ids of those that were active. Starts none. */
  async loadPersistedPlugins(): Promise<string[]> {
    const installed = await this.#options.backend.list();
    for (const plugin of installed) {
      if (!this.#plugins.has(plugin.pluginId)) this.#plugins.set(plugin.pluginId, toInstance(plugin));
    }
    this.#changed();
    const wanted = installed.filter(({ state }) => state === 'active').map(({ pluginId }) => pluginId);
    for (const id of wanted) this.#recorded.add(id);
    return wanted;
  }

  /**
   * Installs a plugin with the permissions the user approved.
   *
   * @throws PluginError `INVALID_MANIFEST` (with `data.issues`), `INVALID_ARGUMENT` (a permission the manifest does not ask
   * for), `ALREADY_EXISTS`, `HTTP_ERROR`
   */
  async install(
    manifest: PluginManifest,
    { permissions }: { permissions: readonly string[] },
  ): Promise<PluginInstance> {
    const parsed = parseManifest(manifest);
    if (!parsed.ok) {
      throw new PluginError('INVALID_MANIFEST', parsed.issues.map(({ message }) => message).join('; '), {
        data: { issues: parsed.issues },
      });
    }
    const asked: readonly string[] = [...parsed.manifest.permissions, ...parsed.manifest.optionalPermissions];
    const extra = permissions.find((permission) => !asked.includes(permission));
    if (extra !== undefined) {
      throw new PluginError('INVALID_ARGUMENT', `${manifest.id} does not ask for the permission “${extra}”`);
    }
    return this.#queue.run(manifest.id, async () => {
      if (this.#plugins.has(manifest.id))
        throw new PluginError('ALREADY_EXISTS', `${manifest.name} is already installed`);
      const instance = toInstance(await this.#options.backend.install(parsed.manifest, permissions));
      this.#set(instance);
      this.#emitter.emit('plugin:installed', instance);
      return instance;
    });
  }

  /** Stops the plugin, removes the install and what it stored on this device. */
  uninstall(pluginId: string): Promise<void> {
    return this.#queue.run(pluginId, async () => {
      const plugin = this.#require(pluginId);
      await this.#stop(pluginId);
      await this.#options.backend.uninstall(pluginId);
      this.#plugins.delete(pluginId);
      this.#recorded.delete(pluginId);
      this.#changed();
      await this.#options.clearStorage(pluginId);
      this.#emitter.emit('plugin:uninstalled', plugin);
    });
  }

  /**
   * Starts a plugin. An active one stays as it is; one in state `error` is tried again.
   *
   * @throws PluginError with the cause; the plugin is then in state `error`, with the same cause in `error`, and nothing of it
   * is left running
   */
  activate(pluginId: string): Promise<void> {
    return this.#queue.run(pluginId, async () => {
      if (this.#running.has(pluginId)) return;
      await this.#start(this.#require(pluginId));
    });
  }

  /** Stops a plugin. One that does not run is only recorded as inactive. */
  deactivate(pluginId: string): Promise<void> {
    return this.#queue.run(pluginId, async () => {
      this.#require(pluginId);
      await this.#stop(pluginId);
      this.#patch(pluginId, { state: 'inactive', error: undefined, enabledAt: undefined });
      await this.#options.backend.setActive(pluginId, false);
      this.#recorded.delete(pluginId);
      this.#emitter.emit('plugin:deactivated', this.#require(pluginId));
    });
  }

  getPlugin(pluginId: string): PluginInstance | undefined {
    return this.#plugins.get(pluginId);
  }

  getAllPlugins(): readonly PluginInstance[] {
    return this.#snapshot;
  }

  getActivePlugins(): readonly PluginInstance[] {
    return this.#snapshot.filter(({ state }) => state === 'active');
  }

  isInstalled(pluginId: string): boolean {
    return this.#plugins.has(pluginId);
  }

  isActive(pluginId: string): boolean {
    return this.#plugins.get(pluginId)?.state === 'active';
  }

  /** The settings as the plugin sees them: defaults under what the user stored. */
  getSettings(pluginId: string): Readonly<Record<string, unknown>> {
    return this.#require(pluginId).settings;
  }

  /** Merges settings shallowly, stores them, and tells the plugin which changed. */
  async updateSettings(
    pluginId: string,
    patch: Record<string, unknown>,
  ): Promise<Readonly<Record<string, unknown>>> {
    this.#require(pluginId);
    const stored = await this.#options.backend.updateSettings(pluginId, patch);
    const before = this.#require(pluginId);
    const settings = effectiveSettings(before.manifest.settings, stored);
    this.#patch(pluginId, { settings });
    const keys = changedKeys(before.settings, settings);
    if (keys.length > 0) this.#settingsListeners.emit(pluginId, keys);
    return settings;
  }

  /** Hears which settings of one plugin changed, whoever changed them. */
  onDidChangeSettings(pluginId: string, listener: (keys: string[]) => void): Disposable {
    return { dispose: this.#settingsListeners.on(pluginId, listener) };
  }

  on<E extends keyof PluginRegistryEvents>(event: E, listener: PluginRegistryEvents[E]): Disposable {
    return { dispose: this.#emitter.on(event, listener) };
  }

  /** With {@link PluginRegistry.getSnapshot}, what `useSyncExternalStore` wants. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** All plugins, newest install first; the same array until something changes. */
  readonly getSnapshot = (): readonly PluginInstance[] => this.#snapshot;

  /** Stops everything that runs, without recording it: the plugins are active again at the next start. */
  async dispose(): Promise<void> {
    this.#disposed = true;
    await Promise.all([...this.#plugins.keys()].map((id) => this.#queue.run(id, () => this.#stop(id))));
    this.#listeners.clear();
  }

  async #start(plugin: PluginInstance): Promise<void> {
    const { id } = plugin.manifest;
    if (this.#disposed) throw new PluginError('DISPOSED', 'The plugin host is closed');
    this.#patch(id, { state: 'loading', error: undefined });
    try {
      const running = await this.#options.start(plugin, (error) => this.#onFault(id, error));
      this.#running.set(id, running);
      running.sandbox.onDidClose((reason) => this.#onClosed(id, running, reason));
      if (!this.#recorded.has(id)) await this.#options.backend.setActive(id, true);
      this.#recorded.add(id);
      if (running.sandbox.closed) throw running.sandbox.closed;
    } catch (error) {
      await this.#stop(id);
      this.#fail(id, error);
      throw error;
    }
    this.#patch(id, { state: 'active', enabledAt: new Date().toISOString() });
    this.#emitter.emit('plugin:activated', this.#require(id));
  }

  async #stop(id: string): Promise<void> {
    const running = this.#running.get(id);
    if (!running) return;
    this.#running.delete(id);
    await running.stop();
  }

  /** The worker died by itself. A stop we asked for has already taken the plugin out of the table. */
  #onClosed(id: string, running: RunningPlugin, reason: PluginError): void {
    if (this.#running.get(id) !== running || this.#plugins.get(id)?.state !== 'active') return;
    this.#running.delete(id);
    void running.stop();
    this.#fail(id, reason);
  }

  /** An error nobody caught: the plugin goes on, what it was is told and kept until the next start. */
  #onFault(id: string, error: PluginError): void {
    if (!this.#plugins.has(id)) return;
    this.#patch(id, { error: toFault(error) });
    this.#emitter.emit('plugin:error', this.#require(id));
  }

  #fail(id: string, error: unknown): void {
    this.#patch(id, { state: 'error', error: toFault(error), enabledAt: undefined });
    this.#emitter.emit('plugin:error', this.#require(id));
  }

  #require(id: string): PluginInstance {
    const plugin = this.#plugins.get(id);
    if (!plugin) throw new PluginError('NOT_FOUND', `The plugin ${id} is not installed`);
    return plugin;
  }

  #set(plugin: PluginInstance): void {
    this.#plugins.set(plugin.manifest.id, plugin);
    this.#changed();
  }

  #patch(id: string, patch: Partial<PluginInstance>): void {
    this.#set({ ...this.#require(id), ...patch });
  }

  #changed(): void {
    this.#snapshot = [...this.#plugins.values()].sort((a, b) => b.installedAt.localeCompare(a.installedAt));
    for (const listener of [...this.#listeners]) listener();
  }
}

function toInstance(plugin: InstalledPlugin): PluginInstance {
  return {
    manifest: plugin.manifest,
    state: 'inactive',
    settings: effectiveSettings(plugin.manifest.settings, plugin.settings),
    grantedPermissions: plugin.grantedPermissions,
    bundle: plugin.bundle,
    installedAt: plugin.installedAt,
    updatedAt: plugin.updatedAt,
  };
}

function toFault(error: unknown): PluginFault {
  const stack = error instanceof Error ? error.stack : undefined;
  return {
    code: errorCode(error) ?? 'INTERNAL',
    message: errorMessage(error),
    ...(stack === undefined ? {} : { stack }),
  };
}

function changedKeys(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): string[] {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]));
}
