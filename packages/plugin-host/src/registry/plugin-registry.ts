import type { Disposable } from '@fluxstudio/plugin-protocol/disposable';
import { errorCode, PluginError } from '@fluxstudio/plugin-protocol/errors';
import type { PluginManifest } from '@fluxstudio/plugin-protocol/manifest/manifest';
import { createNanoEvents } from 'nanoevents';
import { callListeners } from '../call-listeners.ts';
import type { PluginSandbox } from '../sandbox/plugin-sandbox.ts';
import { checkManifest } from './check-manifest.ts';
import { createDeathInquest } from './death-inquest.ts';
import { toInstance } from './installed-instance.ts';
import { createInstanceTable } from './instance-table.ts';
import { createKeyedQueue } from './keyed-queue.ts';
import { createPluginGrants, type PluginGrants, requireAsked } from './plugin-grants.ts';
import type { PluginInstance } from './plugin-instance.ts';
import { createPluginLifecycle, type PluginLifecycle } from './plugin-lifecycle.ts';
import { createPluginSettings, type PluginSettings } from './plugin-settings.ts';
import { createPluginUpdates, type PluginUpdates } from './plugin-update.ts';
import type { PluginRegistryEvents, PluginRegistryOptions } from './registry-options.ts';

export type { PluginRegistryEvents, PluginRegistryOptions };

/**
 * What is installed and what runs. Steps on one plugin happen one after the other, however they are called; steps on different
 * plugins do not wait for each other.
 */
export class PluginRegistry {
  /** What users allow their plugins. */
  readonly grants: PluginGrants;
  readonly #options: PluginRegistryOptions;
  readonly #table = createInstanceTable();
  readonly #ended = new AbortController();
  readonly #lifecycles = new Map<string, PluginLifecycle>();
  readonly #emitter = createNanoEvents<PluginRegistryEvents>();
  readonly #settings: PluginSettings;
  readonly #queue = createKeyedQueue();
  readonly #updates: PluginUpdates;
  readonly #inquest = createDeathInquest({
    living: () => [...this.activeSandboxes.values()],
    restart: async (id) => {
      // Who was switched off, or started again, meanwhile is not ours to touch.
      const { state, error } = this.#table.get(id) ?? {};
      if (state === 'error' && error?.code === 'UNRESPONSIVE') await this.activate(id);
    },
    now: () => performance.now(),
  });
  /** Plugins the back end already knows as active: starting them again at start-up writes nothing. */
  readonly #recorded = new Set<string>();
  #disposed = false;

  constructor(options: PluginRegistryOptions) {
    this.#options = options;
    this.grants = createPluginGrants({
      table: this.#table,
      store: (pluginId, permissions) => options.backend.setPermissions(pluginId, permissions),
      consent: options.consent,
      signal: this.#ended.signal,
    });
    this.#settings = createPluginSettings(this.#table, (pluginId, patch) =>
      options.backend.updateSettings(pluginId, patch),
    );
    this.#updates = createPluginUpdates({
      table: this.#table,
      grants: this.grants,
      backend: options.backend,
      canAsk: options.consent !== undefined,
      lifecycle: (pluginId) => this.#lifecycle(pluginId),
      onDidUpdate: (pluginId) => this.#emit(pluginId, 'plugin:updated'),
      restart: async (pluginId) => {
        if (!this.#disposed) await this.#lifecycle(pluginId).start();
      },
    });
  }

  /** The sandbox of each plugin that runs, by plugin id. */
  get activeSandboxes(): ReadonlyMap<string, PluginSandbox> {
    const sandboxes = new Map<string, PluginSandbox>();
    for (const [id, { running }] of this.#lifecycles) if (running) sandboxes.set(id, running.sandbox);
    return sandboxes;
  }

  /** Loads the installs of the user from the back end and resolves with the ids of those that were active. Starts none. */
  async loadPersistedPlugins(): Promise<string[]> {
    const installed = await this.#options.backend.list();
    for (const plugin of installed)
      if (!this.#table.get(plugin.pluginId)) this.#table.set(toInstance(plugin));
    const wanted = installed.filter(({ state }) => state === 'active').map(({ pluginId }) => pluginId);
    for (const id of wanted) this.#recorded.add(id);
    return wanted;
  }

  /**
   * Installs a plugin with the permissions the user approved.
   *
   * @throws PluginError `INVALID_MANIFEST` (with `data.issues`), `INCOMPATIBLE` (with this app), `INVALID_ARGUMENT` (a permission
   * the manifest does not ask for), `ALREADY_EXISTS`, `HTTP_ERROR`
   */
  async install(
    manifest: PluginManifest,
    { permissions }: { permissions: readonly string[] },
  ): Promise<PluginInstance> {
    const checked = checkManifest(manifest, this.#options.compatibility);
    requireAsked(checked, permissions);
    return this.#queue.run(checked.id, async () => {
      if (this.#table.get(checked.id))
        throw new PluginError('ALREADY_EXISTS', `${checked.name} is already installed`);
      await this.#options.compatibility?.requireVersion(checked);
      const instance = toInstance(await this.#options.backend.install(checked, permissions));
      this.#table.set(instance);
      this.#tell('plugin:installed', instance);
      return instance;
    });
  }

  /**
   * Puts another version of a plugin in the place of the installed one, and starts it if that one ran. A version that asks for
   * more than is granted is put to the user first, with the difference only. As long as it is not allowed the installed version
   * stays, the new one is its `pendingUpdate`, and calling this again asks again. Resolves with the plugin as it then is.
   *
   * @throws PluginError `INVALID_MANIFEST`, `INVALID_ARGUMENT` (another id), `INCOMPATIBLE`, `NOT_FOUND`, `HTTP_ERROR`: the
   * installed version is as it was. `ABORTED` when it was deactivated or uninstalled while the user
   * was asked. `BUNDLE_INVALID` when the back end has no code for the new version. The cause where the new version does not start:
   * it is installed then, in state `error`
   */
  async update(pluginId: string, manifest: PluginManifest): Promise<PluginInstance> {
    const checked = checkManifest(manifest, this.#options.compatibility);
    if (checked.id !== pluginId)
      throw new PluginError('INVALID_ARGUMENT', `${checked.id} is no version of ${pluginId}`);
    return this.#queue.run(pluginId, async () => {
      this.#requireOpen();
      await this.#options.compatibility?.requireVersion(checked);
      await this.#updates.run(checked);
      return this.#table.require(pluginId);
    });
  }

  /** Stops the plugin, removes the install and what it stored on this device. */
  uninstall(pluginId: string): Promise<void> {
    this.#lifecycles.get(pluginId)?.abort();
    this.#updates.abort(pluginId);
    return this.#queue.run(pluginId, async () => {
      const plugin = this.#table.require(pluginId);
      await this.#lifecycles.get(pluginId)?.stop();
      await this.#options.backend.uninstall(pluginId).catch((error) => {
        // Removed elsewhere, in another tab perhaps: what was wanted is the case.
        if (errorCode(error) !== 'NOT_FOUND') throw error;
      });
      this.#lifecycles.delete(pluginId);
      this.#recorded.delete(pluginId);
      this.#table.delete(pluginId);
      this.grants.forget(pluginId);
      this.#tell('plugin:uninstalled', plugin);
      await this.#options.clearStorage(pluginId);
    });
  }

  /**
   * Starts a plugin. An active one stays as it is; one in state `error` is tried again.
   *
   * @throws PluginError with the cause, also where the back end cannot record it; the plugin is then in state `error`, with the
   * same cause in `error`, and nothing of it is left running. `ABORTED` when it was deactivated or uninstalled meanwhile, and
   * `INVALID_STATE` when the back end has it as disabled: both leave no error
   */
  activate(pluginId: string): Promise<void> {
    return this.#queue.run(pluginId, async () => {
      this.#requireOpen();
      this.#table.require(pluginId);
      const lifecycle = this.#lifecycle(pluginId);
      if (lifecycle.running) return;
      await lifecycle.start();
      await this.#record(pluginId, lifecycle);
    });
  }

  /**
   * Stops a plugin, or gives up its start or the question of its update. One that does not run is only recorded as inactive; one
   * that is disabled stays as it is.
   */
  deactivate(pluginId: string): Promise<void> {
    this.#lifecycles.get(pluginId)?.abort();
    this.#updates.abort(pluginId);
    return this.#queue.run(pluginId, async () => {
      // To record it as inactive would lift what somebody else has disabled.
      if (this.#table.require(pluginId).state === 'disabled') return;
      await this.#lifecycle(pluginId).stop();
      await this.#options.backend.setActive(pluginId, false);
      this.#recorded.delete(pluginId);
    });
  }

  getPlugin(pluginId: string): PluginInstance | undefined {
    return this.#table.get(pluginId);
  }

  getAllPlugins(): readonly PluginInstance[] {
    return this.#table.getSnapshot();
  }

  getActivePlugins(): readonly PluginInstance[] {
    return this.getAllPlugins().filter(({ state }) => state === 'active');
  }

  isInstalled(pluginId: string): boolean {
    return this.#table.get(pluginId) !== undefined;
  }

  isActive(pluginId: string): boolean {
    return this.#table.get(pluginId)?.state === 'active';
  }

  /** The settings as the plugin sees them: defaults under what the user stored. */
  getSettings(pluginId: string): Readonly<Record<string, unknown>> {
    return this.#table.require(pluginId).settings;
  }

  /** Merges settings shallowly, stores them, and tells the plugin which changed. */
  updateSettings(
    pluginId: string,
    patch: Record<string, unknown>,
  ): Promise<Readonly<Record<string, unknown>>> {
    return this.#settings.update(pluginId, patch);
  }

  /** Hears which settings of one plugin changed, whoever changed them. */
  onDidChangeSettings(pluginId: string, listener: (keys: string[]) => void): Disposable {
    return this.#settings.onDidChange(pluginId, listener);
  }

  on<E extends keyof PluginRegistryEvents>(event: E, listener: PluginRegistryEvents[E]): Disposable {
    return { dispose: this.#emitter.on(event, listener) };
  }

  /** With {@link PluginRegistry.getSnapshot}, what `useSyncExternalStore` wants. */
  readonly subscribe = (listener: () => void): (() => void) => this.#table.subscribe(listener);

  /** All plugins, newest install first; the same array until something changes. */
  readonly getSnapshot = (): readonly PluginInstance[] => this.#table.getSnapshot();

  /** Stops everything that runs, without recording it: the plugins are active again at the next start. */
  async dispose(): Promise<void> {
    this.#disposed = true;
    this.#ended.abort();
    // Not through the queue: a step that waits for a server must not keep a plugin alive.
    await Promise.allSettled(
      [...this.#lifecycles.values()].map((lifecycle) => {
        lifecycle.abort();
        return lifecycle.stop();
      }),
    );
  }

  #lifecycle(pluginId: string): PluginLifecycle {
    const existing = this.#lifecycles.get(pluginId);
    if (existing) return existing;
    const lifecycle = createPluginLifecycle({
      pluginId,
      table: this.#table,
      start: async (plugin, context) => {
        if (plugin.damage) throw new PluginError(plugin.damage.code, plugin.damage.message);
        await this.#options.compatibility?.requireVersion(plugin.manifest);
        await this.#askWhatWasNeverAsked(plugin, context.signal);
        context.signal.throwIfAborted();
        return this.#options.start(plugin, context);
      },
      onDid: (event) => this.#emit(pluginId, event === 'failed' ? 'plugin:error' : `plugin:${event}`),
      onDied: (reason) => {
        if (reason.code === 'UNRESPONSIVE' && !this.#disposed) void this.#inquest.examine(pluginId);
      },
    });
    this.#lifecycles.set(pluginId, lifecycle);
    return lifecycle;
  }

  /** @throws PluginError `DISPOSED` */
  #requireOpen(): void {
    if (this.#disposed) throw new PluginError('DISPOSED', 'The plugin host is closed');
  }

  /** An install from before grants were recorded: its user was never asked. */
  async #askWhatWasNeverAsked(
    { manifest, grantedPermissions }: PluginInstance,
    signal: AbortSignal,
  ): Promise<void> {
    if (grantedPermissions !== null || !this.#options.consent || manifest.permissions.length === 0) return;
    await this.grants.ask(manifest.id, manifest.permissions, 'activation', signal);
  }

  /** A back end that cannot record the activation ends it: after a reload the plugin would be gone. */
  async #record(pluginId: string, lifecycle: PluginLifecycle): Promise<void> {
    if (this.#recorded.has(pluginId)) return;
    try {
      await this.#options.backend.setActive(pluginId, true);
      this.#recorded.add(pluginId);
    } catch (error) {
      await lifecycle.fail(error);
      throw error;
    }
  }

  #emit(pluginId: string, event: keyof PluginRegistryEvents): void {
    const plugin = this.#table.get(pluginId);
    if (plugin) this.#tell(event, plugin);
  }

  #tell(event: keyof PluginRegistryEvents, plugin: PluginInstance): void {
    callListeners(this.#emitter.events[event] ?? [], plugin);
  }
}
