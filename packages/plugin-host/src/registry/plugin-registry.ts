import type { Disposable } from '@fluxstudio/plugin-protocol/disposable';
import { errorCode, PluginError } from '@fluxstudio/plugin-protocol/errors';
import type { PluginManifest } from '@fluxstudio/plugin-protocol/manifest/manifest';
import type { SettingsDescription } from '@fluxstudio/plugin-protocol/settings/describe-settings';
import { createNanoEvents } from 'nanoevents';
import { callListeners } from '../call-listeners.ts';
import { lazyPart } from '../lazy-part.ts';
import type { PluginSandbox } from '../sandbox/plugin-sandbox.ts';
import { singleFlight } from '../single-flight.ts';
import { checkManifest } from './check-manifest.ts';
import { dependentsOf } from './dependents.ts';
import { type PluginGrants, requireAsked } from './plugin-grants.ts';
import type { PluginInstance } from './plugin-instance.ts';
import { sandboxesOf } from './plugin-starts.ts';
import type { PluginRegistryEvents, PluginRegistryOptions } from './registry-options.ts';
import { createRegistryParts, type RegistryParts } from './registry-parts.ts';

export type { PluginRegistryEvents, PluginRegistryOptions };

/**
 * What is installed and what runs. Steps on one plugin happen one after the other, however they are called; steps on different
 * plugins do not wait for each other.
 */
export class PluginRegistry {
  /** What users allow their plugins. */
  readonly grants: PluginGrants;
  readonly #options: PluginRegistryOptions;
  readonly #parts: RegistryParts;
  readonly #emitter = createNanoEvents<PluginRegistryEvents>();
  readonly #ended = new AbortController();
  /** The updates that are under way. */
  readonly #updating = new Map<string, AbortController>();

  constructor(options: PluginRegistryOptions) {
    this.#options = options;
    this.#parts = createRegistryParts(options, this.#ended.signal, (event, plugin) =>
      callListeners(this.#emitter.events[event] ?? [], plugin),
    );
    this.grants = this.#parts.grants;
  }

  /** The sandbox of each plugin that runs, by plugin id. */
  get activeSandboxes(): ReadonlyMap<string, PluginSandbox> {
    return sandboxesOf(this.#parts.starts.running());
  }

  /** Loads the installs of the user from the back end and resolves with the ids of those that the user wants to run. Starts none. */
  async loadPersistedPlugins(): Promise<string[]> {
    const [installed] = await Promise.all([this.#parts.backend.list(), this.#parts.crashes.load()]);
    for (const plugin of installed) if (!this.#parts.table.get(plugin.pluginId)) this.#parts.add(plugin);
    return installed.filter(({ state }) => state === 'active').map(({ pluginId }) => pluginId);
  }

  /**
   * Reads the installs again and takes over what another tab or device has changed. Plugins that are as they were keep running.
   *
   * @throws PluginError `HTTP_ERROR`: everything stays as it is
   */
  readonly refresh: () => Promise<void> = singleFlight(async () => {
    const { refreshRegistry } = await lazyPart(import('./changes.ts'));
    await refreshRegistry(this.#parts);
  });

  /**
   * Installs a plugin with the permissions the user approved; `null`: the user is asked when it is first started.
   *
   * @throws PluginError `INVALID_MANIFEST` (with `data.issues`), `INCOMPATIBLE` (with this app), `INVALID_ARGUMENT` (a permission
   * the manifest does not ask for), `ALREADY_EXISTS`, `HTTP_ERROR`
   */
  async install(
    manifest: PluginManifest,
    { permissions }: { permissions: readonly string[] | null },
  ): Promise<PluginInstance> {
    const checked = checkManifest(manifest, this.#options.compatibility);
    requireAsked(checked, permissions ?? []);
    return this.#parts.queue.run(checked.id, async () => {
      if (this.#parts.table.get(checked.id))
        throw new PluginError('ALREADY_EXISTS', `${checked.name} is already installed`);
      await this.#options.compatibility?.requireVersion(checked);
      this.#parts.add(await this.#parts.backend.install(checked, permissions));
      this.#parts.emit(checked.id, 'plugin:installed');
      return this.#parts.table.require(checked.id);
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
    const { starts, table, queue } = this.#parts;
    const asked = starts.token(pluginId);
    const mustStart = await queue.run(pluginId, async () => {
      starts.requireOpen();
      await this.#options.compatibility?.requireVersion(checked);
      const { version } = table.require(pluginId).manifest;
      const waits = await this.#replace(checked);
      // What made the old version crash may be mended.
      if (table.get(pluginId)?.manifest.version !== version) await starts.forgive(pluginId);
      return waits;
    });
    // What the new version depends on is started first, which no step in the queue may wait for.
    if (mustStart) await starts.resume(pluginId, asked);
    return table.require(pluginId);
  }

  /** Stops the plugin, removes the install and what it stored on this device. */
  uninstall(pluginId: string): Promise<void> {
    this.#abort(pluginId);
    return this.#parts.queue.run(pluginId, async () => {
      this.#parts.table.require(pluginId);
      await this.#parts.starts.lifecycle(pluginId).stop();
      await this.#parts.backend.uninstall(pluginId).catch((error) => {
        // Removed elsewhere, in another tab perhaps: what was wanted is the case.
        if (errorCode(error) !== 'NOT_FOUND') throw error;
      });
      this.#parts.remove(pluginId);
      await this.#parts.clearStorage(pluginId);
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
    return this.#parts.starts.activate(pluginId);
  }

  /**
   * Starts a plugin that the user wants to run and that waits for something to happen. One that runs stays as it is.
   *
   * @throws PluginError as {@link PluginRegistry.activate}, and `INVALID_STATE` for one that the user does not want to run
   */
  wake(pluginId: string): Promise<void> {
    return this.#parts.starts.wake(pluginId);
  }

  /**
   * Stops a plugin, or gives up its start or the question of its update, and keeps it from being started by anything but
   * {@link PluginRegistry.activate}. One that is disabled by the back end stays as it is.
   */
  deactivate(pluginId: string): Promise<void> {
    this.#abort(pluginId);
    return this.#parts.starts.deactivate(pluginId);
  }

  /** Milliseconds since each running plugin was used, or did something itself. */
  get idleTimes(): ReadonlyMap<string, number> {
    return new Map([...this.#parts.starts.running()].map(([id, running]) => [id, running.idleFor()]));
  }

  /** Stops a plugin that still has nothing to do when it is its turn; it is started again by {@link PluginRegistry.wake}. */
  rest(pluginId: string, isIdle: (milliseconds: number) => boolean): Promise<void> {
    return this.#parts.starts.rest(pluginId, isIdle);
  }

  /** The installed plugins that cannot run without this one. */
  getDependents(pluginId: string): readonly PluginInstance[] {
    return dependentsOf(pluginId, this.getAllPlugins());
  }

  getPlugin(pluginId: string): PluginInstance | undefined {
    return this.#parts.table.get(pluginId);
  }

  getAllPlugins(): readonly PluginInstance[] {
    return this.#parts.table.getSnapshot();
  }

  getActivePlugins(): readonly PluginInstance[] {
    return this.getAllPlugins().filter(({ state }) => state === 'active');
  }

  isInstalled(pluginId: string): boolean {
    return this.#parts.table.get(pluginId) !== undefined;
  }

  isActive(pluginId: string): boolean {
    return this.#parts.table.get(pluginId)?.state === 'active';
  }

  /** The settings as the plugin sees them: defaults under what the user stored. */
  getSettings(pluginId: string): Readonly<Record<string, unknown>> {
    return this.#parts.table.require(pluginId).settings;
  }

  /**
   * The settings with what is to be said of them: stored values whose names the plugin does not declare, and those that it does not
   * allow any more, in whose place the default is in force.
   */
  describeSettings(pluginId: string): Promise<SettingsDescription> {
    return this.#parts.settings.describe(pluginId);
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
    return this.#parts.settings.update(pluginId, patch);
  }

  /** Hears which settings of one plugin changed, whoever changed them. */
  onDidChangeSettings(pluginId: string, listener: (keys: string[]) => void): Disposable {
    return this.#parts.settings.onDidChange(pluginId, listener);
  }

  on<E extends keyof PluginRegistryEvents>(event: E, listener: PluginRegistryEvents[E]): Disposable {
    return { dispose: this.#emitter.on(event, listener) };
  }

  /** With {@link PluginRegistry.getSnapshot}, what `useSyncExternalStore` wants. */
  readonly subscribe = (listener: () => void): (() => void) => this.#parts.table.subscribe(listener);

  /** All plugins, newest install first; the same array until something changes. */
  readonly getSnapshot = (): readonly PluginInstance[] => this.#parts.table.getSnapshot();

  /** Stops everything that runs, without recording it: the plugins are active again at the next start. */
  async dispose(): Promise<void> {
    this.#ended.abort();
    await this.#parts.starts.dispose();
  }

  /** Resolves with whether the new version is still to be started. */
  async #replace(manifest: PluginManifest): Promise<boolean> {
    const controller = new AbortController();
    this.#updating.set(manifest.id, controller);
    try {
      const { updatePlugin } = await lazyPart(import('./changes.ts'));
      return await updatePlugin(manifest, controller.signal, this.#parts);
    } finally {
      this.#updating.delete(manifest.id);
    }
  }

  #abort(pluginId: string): void {
    this.#parts.starts.abort(pluginId);
    this.#updating.get(pluginId)?.abort();
  }
}
