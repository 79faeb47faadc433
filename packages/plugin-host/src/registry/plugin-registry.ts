import type { Disposable } from '@fluxstudio/plugin-protocol/disposable';
import { errorCode, PluginError } from '@fluxstudio/plugin-protocol/errors';
import type { PluginManifest } from '@fluxstudio/plugin-protocol/manifest/manifest';
import type { SettingsDescription } from '@fluxstudio/plugin-protocol/settings/describe-settings';
import { createNanoEvents } from 'nanoevents';
import type { InstalledPlugin } from '../backend/backend.ts';
import { callListeners } from '../call-listeners.ts';
import { lazyPart } from '../lazy-part.ts';
import type { PluginSandbox } from '../sandbox/plugin-sandbox.ts';
import { type WatchedBackend, watchBackend } from '../tabs/watched-backend.ts';
import { checkManifest } from './check-manifest.ts';
import { type CrashGuard, createCrashGuard, noJournal } from './crash-guard.ts';
import { dependentsOf } from './dependents.ts';
import { toInstance } from './installed-instance.ts';
import { createInstanceTable } from './instance-table.ts';
import { createKeyedQueue } from './keyed-queue.ts';
import { createPluginGrants, type PluginGrants, requireAsked } from './plugin-grants.ts';
import type { PluginInstance } from './plugin-instance.ts';
import { createPluginSettings, type PluginSettings } from './plugin-settings.ts';
import { createPluginStarts, type PluginStarts, sandboxesOf } from './plugin-starts.ts';
import type { PluginUpdateOptions } from './plugin-update.ts';
import type { PluginRegistryEvents, PluginRegistryOptions } from './registry-options.ts';
import type { RegistryRefreshOptions } from './registry-refresh.ts';
import type { RunningPlugin, StartContext } from './running-plugin.ts';

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
  readonly #backend: WatchedBackend;
  readonly #ended = new AbortController();
  readonly #emitter = createNanoEvents<PluginRegistryEvents>();
  readonly #settings: PluginSettings;
  readonly #queue = createKeyedQueue();
  readonly #updateParts: PluginUpdateOptions;
  /** The updates that are under way. */
  readonly #updating = new Map<string, AbortController>();
  readonly #crashes: CrashGuard;
  readonly #starts: PluginStarts;
  readonly #refreshParts: RegistryRefreshOptions;

  constructor(options: PluginRegistryOptions) {
    this.#options = options;
    const { consent, crashJournal = noJournal, safeMode = false, onDidWrite = () => undefined } = options;
    const backend = watchBackend(options.backend, onDidWrite);
    this.#backend = backend;
    this.grants = createPluginGrants({
      table: this.#table,
      store: (pluginId, permissions) => backend.setPermissions(pluginId, permissions),
      consent,
      signal: this.#ended.signal,
    });
    this.#settings = createPluginSettings(this.#table, (pluginId, patch) =>
      backend.updateSettings(pluginId, patch),
    );
    this.#crashes = createCrashGuard(crashJournal, Date.now);
    this.#starts = createPluginStarts({
      table: this.#table,
      queue: this.#queue,
      crashes: this.#crashes,
      safeMode,
      record: (pluginId, wanted) => backend.setActive(pluginId, wanted),
      start: (plugin, context) => this.#start(plugin, context),
      emit: (pluginId, event) => this.#emit(pluginId, event),
    });
    this.#updateParts = {
      table: this.#table,
      grants: this.grants,
      backend,
      canAsk: consent !== undefined,
      lifecycle: this.#starts.lifecycle,
      onDidUpdate: (pluginId) => this.#emit(pluginId, 'plugin:updated'),
      restart: this.#starts.restart,
    };
    this.#refreshParts = {
      table: this.#table,
      queue: this.#queue,
      backend,
      grants: this.grants,
      settings: this.#settings,
      starts: this.#starts,
      add: (installed) => this.#add(installed),
      remove: (pluginId) => this.#remove(pluginId),
      emit: (pluginId, event) => this.#emit(pluginId, event),
    };
  }

  /** The sandbox of each plugin that runs, by plugin id. */
  get activeSandboxes(): ReadonlyMap<string, PluginSandbox> {
    return sandboxesOf(this.#starts.running());
  }

  /** Loads the installs of the user from the back end and resolves with the ids of those that the user wants to run. Starts none. */
  async loadPersistedPlugins(): Promise<string[]> {
    const [installed] = await Promise.all([this.#backend.list(), this.#crashes.load()]);
    for (const plugin of installed) if (!this.#table.get(plugin.pluginId)) this.#add(plugin);
    return installed.filter(({ state }) => state === 'active').map(({ pluginId }) => pluginId);
  }

  /**
   * Reads the installs again and takes over what another tab or device has changed. Plugins that are as they were keep running.
   *
   * @throws PluginError `HTTP_ERROR`: everything stays as it is
   */
  async refresh(): Promise<void> {
    const { refreshRegistry } = await lazyPart(import('./changes.ts'));
    await refreshRegistry(this.#refreshParts);
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
      this.#add(await this.#backend.install(checked, permissions));
      this.#emit(checked.id, 'plugin:installed');
      return this.#table.require(checked.id);
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
    const step = () =>
      this.#queue.run(pluginId, async () => {
        this.#starts.requireOpen();
        await this.#options.compatibility?.requireVersion(checked);
        const { version } = this.#table.require(pluginId).manifest;
        await this.#replace(checked);
        // What made the old version crash may be mended.
        if (this.#table.get(pluginId)?.manifest.version !== version) await this.#starts.forgive(pluginId);
        return this.#table.require(pluginId);
      });
    if (!checked.dependencies || !this.isActive(pluginId)) return step();
    // Before the queue: see PluginStarts.startDependencies.
    return this.#starts.startDependencies(checked).then(step);
  }

  /** Stops the plugin, removes the install and what it stored on this device. */
  uninstall(pluginId: string): Promise<void> {
    this.#abort(pluginId);
    return this.#queue.run(pluginId, async () => {
      this.#table.require(pluginId);
      await this.#starts.lifecycle(pluginId).stop();
      await this.#backend.uninstall(pluginId).catch((error) => {
        // Removed elsewhere, in another tab perhaps: what was wanted is the case.
        if (errorCode(error) !== 'NOT_FOUND') throw error;
      });
      this.#remove(pluginId);
      await this.#options.clearStorage(pluginId);
    });
  }

  /**
   * Starts a plugin because the user wants it to run, from now on, after those that it depends on. An active one stays as it is;
   * one in state `error` is tried again, and so is one that was switched off for its crashes.
   *
   * @throws PluginError with the cause, also where the back end cannot record it; the plugin is then in state `error`, with the
   * same cause in `error`, and nothing of it is left running. `INCOMPATIBLE` when what it depends on is missing or does not start.
   * `ABORTED` when it was deactivated or uninstalled meanwhile, and `INVALID_STATE` when the back end has it as disabled, or in
   * safe mode: these leave no error
   */
  activate(pluginId: string): Promise<void> {
    return this.#starts.activate(pluginId);
  }

  /**
   * Starts a plugin that the user wants to run and that waits for something to happen. One that runs stays as it is.
   *
   * @throws PluginError as {@link PluginRegistry.activate}, and `INVALID_STATE` for one that the user does not want to run
   */
  wake(pluginId: string): Promise<void> {
    return this.#starts.wake(pluginId);
  }

  /**
   * Stops a plugin, or gives up its start or the question of its update, and keeps it from being started by anything but
   * {@link PluginRegistry.activate}. One that is disabled by the back end stays as it is.
   */
  deactivate(pluginId: string): Promise<void> {
    this.#abort(pluginId);
    return this.#starts.deactivate(pluginId);
  }

  /** The installed plugins that cannot run without this one. */
  getDependents(pluginId: string): readonly PluginInstance[] {
    return dependentsOf(pluginId, this.getAllPlugins());
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

  /**
   * The settings with what is to be said of them: stored values whose names the plugin does not declare, and those that it does not
   * allow any more, in whose place the default is in force.
   */
  describeSettings(pluginId: string): Promise<SettingsDescription> {
    return this.#settings.describe(pluginId);
  }

  /**
   * Merges settings shallowly, stores them, and tells the plugin which changed.
   *
   * @throws PluginError `INVALID_SETTINGS` (with `data.issues`) for values that the plugin's schema does not allow: nothing is stored
   */
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
    this.#ended.abort();
    await this.#starts.dispose();
  }

  async #start(plugin: PluginInstance, context: StartContext): Promise<RunningPlugin> {
    if (plugin.damage) throw new PluginError(plugin.damage.code, plugin.damage.message);
    await this.#options.compatibility?.requireVersion(plugin.manifest);
    await this.#askWhatWasNeverAsked(plugin, context.signal);
    context.signal.throwIfAborted();
    // As it is now: the answer of the user has changed it.
    return this.#options.start(this.#table.require(plugin.manifest.id), context);
  }

  /** An install from before grants were recorded: its user was never asked. */
  async #askWhatWasNeverAsked(
    { manifest, grantedPermissions }: PluginInstance,
    signal: AbortSignal,
  ): Promise<void> {
    if (grantedPermissions !== null || !this.#options.consent || manifest.permissions.length === 0) return;
    await this.grants.ask(manifest.id, manifest.permissions, 'activation', signal);
  }

  async #replace(manifest: PluginManifest): Promise<void> {
    const controller = new AbortController();
    this.#updating.set(manifest.id, controller);
    try {
      const { updatePlugin } = await lazyPart(import('./changes.ts'));
      await updatePlugin(manifest, controller.signal, this.#updateParts);
    } finally {
      this.#updating.delete(manifest.id);
    }
  }

  #abort(pluginId: string): void {
    this.#starts.abort(pluginId);
    this.#updating.get(pluginId)?.abort();
  }

  #add(installed: InstalledPlugin): void {
    const instance = toInstance(installed);
    this.#table.set(instance);
    const { id } = instance.manifest;
    this.#settings.apply(id, installed.settings);
    const reason = this.#crashes.disabled(id);
    if (reason) this.#starts.lifecycle(id).disable(reason);
  }

  #remove(pluginId: string): void {
    const plugin = this.#table.require(pluginId);
    this.#starts.forget(pluginId);
    this.#table.delete(pluginId);
    this.grants.forget(pluginId);
    this.#tell('plugin:uninstalled', plugin);
  }

  #emit(pluginId: string, event: keyof PluginRegistryEvents): void {
    const plugin = this.#table.get(pluginId);
    if (plugin) this.#tell(event, plugin);
  }

  #tell(event: keyof PluginRegistryEvents, plugin: PluginInstance): void {
    callListeners(this.#emitter.events[event] ?? [], plugin);
  }
}
