import type { CoreNamespaces } from '@fluxstudio/plugin-protocol/api/api';
import type { Environment } from '@fluxstudio/plugin-protocol/api/env';
import type {
  ModalOptions,
  ProgressOptions,
  ProgressReport,
  QuickPickItem,
  QuickPickOptions,
} from '@fluxstudio/plugin-protocol/api/ui';
import type { PluginSide } from '@fluxstudio/plugin-protocol/contract';
import type { Disposable } from '@fluxstudio/plugin-protocol/disposable';
import type {
  PanelContribution,
  ToolbarItemContribution,
} from '@fluxstudio/plugin-protocol/manifest/contributes';
import type { PluginManifest } from '@fluxstudio/plugin-protocol/manifest/manifest';
import type { PanelRender } from './ui/panel-types.ts';
import type { WebviewContent } from './webview/webview-content.ts';

export type { OpenedWebview, WebviewContent } from './webview/webview-content.ts';

export type { Disposable };

type Side<N extends keyof CoreNamespaces> = PluginSide<CoreNamespaces[N]>;

/** `api.commands`. Arguments and results are whatever both sides agree on, so an author may say what they are. */
export interface CommandsApi extends Omit<Side<'commands'>, 'register' | 'execute'> {
  register(id: string, handler: (...args: unknown[]) => unknown): Disposable;
  register(id: string, handler: (...args: never[]) => unknown): Disposable;
  execute<T = unknown>(id: string, ...args: unknown[]): Promise<T>;
}

/** `api.events`. */
export interface EventsApi extends Omit<Side<'events'>, 'on'> {
  on(event: string, listener: (...args: unknown[]) => void): Disposable;
  on(event: string, listener: (...args: never[]) => void): Disposable;
}

/** Without the keys of other versions, which no interface of an author has. */
type Known<T> = { [K in keyof T as string extends K ? never : number extends K ? never : K]: T[K] };

/** The functions of another plugin: each call is a message, so that each result is a promise. */
export type RemoteExports<T> = {
  readonly [K in keyof T]: T[K] extends (...args: infer A) => infer R
    ? (...args: A) => Promise<Awaited<R>>
    : never;
};

/** `api.extensions`: the plugins that the manifest names in `dependencies`. */
export interface ExtensionsApi extends Side<'extensions'> {
  /**
   * The functions another plugin exports. They work as long as that plugin is installed, through its restarts and updates.
   *
   * @throws `NOT_FOUND` for one that is no dependency, or not installed
   * @example
   * const palettes = api.extensions.getExports<{ mix(a: string, b: string): string }>('color-palette');
   * const purple = await palettes.mix('red', 'blue');
   */
  getExports<T = Record<string, (...args: unknown[]) => unknown>>(id: string): RemoteExports<T>;
}

/** What fills a panel or a dialog: a function that draws it, or a document for a webview. */
export type PanelContent = PanelRender | WebviewContent | null;

/** `api.ui`: what a plugin can show to the user. */
export interface UiApi
  extends Omit<
    Side<'ui'>,
    | 'registerPanel'
    | 'showModal'
    | 'updatePanel'
    | 'postToWebview'
    | 'registerToolbarItem'
    | 'showQuickPick'
    | 'startProgress'
    | 'reportProgress'
  > {
  /** Lets the user choose out of a list. Resolves with ids, or `null` when the user closes it. */
  showQuickPick(
    items: readonly QuickPickItem[],
    options: QuickPickOptions & { readonly multiple: true },
  ): Promise<string[] | null>;
  showQuickPick(
    items: readonly QuickPickItem[],
    options?: QuickPickOptions & { readonly multiple?: false },
  ): Promise<string | null>;
  /**
   * Shows that the plugin is busy for as long as `task` is, and settles as it does. `signal` is aborted when the user cancels; what
   * the task makes of it is its own.
   *
   * @example
   * const pages = await api.ui.withProgress({ title: 'Exporting', cancellable: true }, async (report, signal) => {
   *   for (const [index, page] of all.entries()) {
   *     signal.throwIfAborted();
   *     report({ percent: (100 * index) / all.length, message: page.name });
   *     await save(page);
   *   }
   *   return all.length;
   * });
   */
  withProgress<T>(
    options: ProgressOptions,
    task: (report: (progress: ProgressReport) => void, signal: AbortSignal) => T | Promise<T>,
  ): Promise<T>;
  /** `component` draws the panel each time it is opened; or it is a document for a webview, or absent, and the app fills the panel. */
  registerPanel(panel: Known<PanelContribution>, component?: PanelContent): Disposable;
  /** Resolves with what the dialog is closed with; with `undefined` when the user closes it. Rejects where it was stopped. */
  showModal<T = unknown>(component?: PanelContent, options?: ModalOptions): Promise<T | undefined>;
  registerToolbarItem(item: Known<ToolbarItemContribution>): Disposable;
}

/** Settings that changed. */
export interface ConfigurationChangeEvent {
  /** Names of the changed settings. */
  readonly keys: readonly string[];
  /** Whether a setting, or anything under it, changed. */
  affectsConfiguration(section: string): boolean;
}

/** `api.workspace`: the plugin's own settings. */
export interface WorkspaceApi
  extends Omit<Side<'workspace'>, 'getConfiguration' | 'onDidChangeConfiguration'> {
  /** All settings, or the value of one. Reads a local mirror: no waiting. */
  getConfiguration(): Record<string, unknown>;
  getConfiguration<T = unknown>(section: string): T;
  onDidChangeConfiguration(listener: (event: ConfigurationChangeEvent) => unknown): Disposable;
}

/** `api.env`: the app, the user's language and the theme. Reads a local mirror: no waiting. */
export interface EnvApi extends Omit<Side<'env'>, 'get'> {
  get(): Environment;
  get<K extends keyof Environment>(key: K): Environment[K];
}

/** `api.l10n`: texts in the user's language. */
export interface L10nApi extends Side<'l10n'> {
  /**
   * The translation of a text, or the text itself where there is none, with its placeholders filled in.
   *
   * @example
   * api.l10n.t('Hello {0}', 'Ada');
   * api.l10n.t('{count} colors', { count: 5 });
   */
  t(text: string, ...values: readonly (string | number | boolean)[]): string;
  t(text: string, values: Readonly<Record<string, unknown>>): string;
}

/** `api.network`: HTTP requests to the hosts that the manifest names. */
export interface NetworkApi {
  /** As `fetch()` of the Web platform, without cookies; the global `fetch` of a plugin is the same function. */
  fetch(input: string | URL | Request, init?: RequestInit): Promise<Response>;
}

/** `context.storage`: key and value pairs of this plugin and this user. */
export interface PluginStorage extends Omit<Side<'storage'>, 'get'> {
  get<T = unknown>(key: string): Promise<T | undefined>;
  get<T>(key: string, defaultValue: T): Promise<T>;
  /** What follows the user to other devices: values of JSON, and few. */
  readonly sync: PluginSyncStorage;
}

/** `context.storage.sync`. */
export interface PluginSyncStorage extends Omit<Side<'syncStorage'>, 'get'> {
  get<T = unknown>(key: string): Promise<T | undefined>;
  get<T>(key: string, defaultValue: T): Promise<T>;
}

/** `context.secrets`: passwords and tokens of this plugin and this user. */
export type PluginSecrets = Side<'secrets'>;

export type PluginLog = Side<'log'>;

/** What `activate` gets first: who the plugin is, and what belongs to it. */
export interface PluginContext {
  readonly pluginId: string;
  readonly manifest: PluginManifest;
  readonly storage: PluginStorage;
  readonly secrets: PluginSecrets;
  readonly log: PluginLog;
  /** Disposed in reverse when the plugin is deactivated. */
  readonly subscriptions: Disposable[];
}

/**
 * What an app adds to `api`. Empty here: the app, or a package of its types, says what it has.
 *
 * @example
 * declare module '@fluxstudio/plugin-sdk' {
 *   interface AppNamespaces {
 *     readonly board: PluginSide<typeof board>;
 *   }
 * }
 */
// biome-ignore lint/suspicious/noEmptyInterface: a type alias could not be augmented
export interface AppNamespaces {}

/** What `activate` gets second: the app, as far as the user allows. */
export interface FluxStudioAPI extends AppNamespaces {
  readonly version: string;
  readonly commands: CommandsApi;
  readonly ui: UiApi;
  readonly projects: Side<'projects'>;
  readonly files: Side<'files'>;
  readonly ai: Side<'ai'>;
  readonly events: EventsApi;
  readonly extensions: ExtensionsApi;
  readonly workspace: WorkspaceApi;
  readonly network: NetworkApi;
  readonly permissions: Side<'permissions'>;
  readonly clipboard: Side<'clipboard'>;
  readonly env: EnvApi;
  readonly l10n: L10nApi;
}

/** What a plugin's entry file exports, as default or by name. */
export interface PluginModule {
  activate(context: PluginContext, api: FluxStudioAPI): unknown;
  deactivate?(): unknown;
}
