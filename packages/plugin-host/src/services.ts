import type { ChatAnswer, ChatMessage, Generated, Suggestion } from '@fluxstudio/plugin-protocol/api/ai';
import type { Environment } from '@fluxstudio/plugin-protocol/api/env';
import type { FileEntry } from '@fluxstudio/plugin-protocol/api/files';
import type { NewProject, Project } from '@fluxstudio/plugin-protocol/api/projects';
import type {
  InputBoxOptions,
  ProgressOptions,
  ProgressReport,
  QuickPickItem,
} from '@fluxstudio/plugin-protocol/api/ui';
import type {
  PanelContribution,
  ToolbarItemContribution,
} from '@fluxstudio/plugin-protocol/manifest/contributes';
import type { PanelView } from './panels/panel-view.ts';
import type { Webview, WebviewOptions } from './panels/webview.ts';

/** Who speaks: shown with everything a plugin raises, so that it cannot pose as the app. */
export interface PluginIdentity {
  readonly id: string;
  readonly name: string;
  readonly icon?: string;
}

export interface NotificationAction {
  /** Plain text. */
  readonly label: string;
  /** Runs the plugin's code. Rejects when that code throws or the plugin is gone. */
  run(): Promise<unknown>;
}

/** A toast a plugin asks for. Every string is plain text: an app whose toast renders HTML must escape it. */
export interface HostNotification {
  readonly plugin: PluginIdentity;
  readonly type: 'info' | 'success' | 'warning' | 'error';
  readonly title: string;
  readonly message?: string;
  /** Milliseconds; 0 means until closed; absent means the app's usual time. */
  readonly duration?: number;
  readonly actions: readonly NotificationAction[];
  /** Aborted when the plugin stops: close the toast, its actions no longer work. */
  readonly signal: AbortSignal;
}

export interface NotificationService {
  /**
   * Shows it and returns. `closed` tells when the toast is gone, so that its actions can be released; without it, also when
   * something else is returned, they work as long as the plugin runs.
   */
  show(notification: HostNotification): void | ShownNotification;
}

export interface ShownNotification {
  /** Resolves when the toast is gone, by whatever way. */
  readonly closed: Promise<void>;
}

type Awaitable<T> = T | Promise<T>;

/** Given to every service as the last argument. */
export interface ServiceCall {
  readonly plugin: PluginIdentity;
  /** Aborted when the plugin stops, or gives up the call. */
  readonly signal: AbortSignal;
}

/** Given to services that open a dialog. */
export interface DialogCall extends ServiceCall {
  /** The dialog may take the focus for a field: the user does not type in something of the app right now. */
  readonly mayFocus: boolean;
}

export interface ModalCall extends DialogCall {
  /** Also, the user has just run something of the plugin. */
  readonly mayFocus: boolean;
  /** Plain text. Without it the plugin’s name is all that names the dialog. */
  readonly title?: string;
}

export interface ProjectService {
  getCurrent(call: ServiceCall): Awaitable<Project | null>;
  getAll(call: ServiceCall): Awaitable<Project[]>;
  open(id: string, call: ServiceCall): Awaitable<void>;
  create(project: NewProject, call: ServiceCall): Awaitable<Project>;
}

/** The files of the open project. Paths come from the plugin: `..` in them must lead nowhere else. */
export interface FileService {
  read(path: string, call: ServiceCall): Awaitable<string>;
  readBytes(path: string, call: ServiceCall): Awaitable<Uint8Array<ArrayBuffer>>;
  write(path: string, content: string | Uint8Array<ArrayBuffer>, call: ServiceCall): Awaitable<void>;
  delete(path: string, call: ServiceCall): Awaitable<void>;
  exists(path: string, call: ServiceCall): Awaitable<boolean>;
  list(path: string | undefined, call: ServiceCall): Awaitable<FileEntry[]>;
}

/** Each method is optional: offer what the app has. */
export interface AiService {
  chat?(messages: readonly ChatMessage[], call: ServiceCall): Awaitable<ChatAnswer>;
  chatStream?(messages: readonly ChatMessage[], call: ServiceCall): Awaitable<ReadableStream<string>>;
  generate?(prompt: string, type: string, call: ServiceCall): Awaitable<Generated>;
  suggest?(context: unknown, call: ServiceCall): Awaitable<Suggestion[]>;
}

export interface ClipboardService {
  writeText(text: string, call: ServiceCall): Awaitable<void>;
}

/** A document of a plugin, for a webview: never to be put into the app's own document. */
export interface UiDocument {
  readonly html: string;
  /**
   * Shows it once more, in a frame within a confined frame. It is closed when the plugin stops; dispose the webview when it is shown
   * no longer.
   */
  open(options: WebviewOptions): Promise<Webview>;
}

/** A panel or dialog that a plugin draws. It can be open in several places at once, each for itself. */
export interface PanelDrawing {
  /** Has it drawn once more. Close the view when it is shown no longer. Default: visible. */
  open(options?: { readonly visible?: boolean }): Promise<PanelView>;
}

/** Each method is optional: dialogs of the other kind are refused. */
export interface ModalService {
  /** Shows a dialog with the plugin's name and resolves with its result. `document` is absent where the app fills it. */
  show?(document: UiDocument | undefined, call: ModalCall): Awaitable<unknown>;
  /**
   * The same for one that the plugin draws. Resolves with the result of its view, or with `undefined` when the user closes it.
   * Ready-made in React: `useModals`.
   */
  draw?(drawing: PanelDrawing, call: ModalCall): Awaitable<unknown>;
}

/** A list that a plugin lets the user choose from. Every string is plain text. */
export interface PickRequest {
  readonly items: readonly QuickPickItem[];
  readonly title?: string;
  readonly placeholder?: string;
  /** Whether more than one can be chosen. */
  readonly multiple: boolean;
}

/** One line of text that a plugin asks for. Every string is plain text. */
export type InputRequest = Readonly<InputBoxOptions>;

/** Something that a plugin is busy with. The title is plain text. */
export interface ProgressRequest extends Readonly<ProgressOptions> {
  /** Tells the plugin that the user wants no more of it. The plugin ends it, or not. */
  cancel(): void;
}

/** A progress that is shown. */
export interface ShownProgress {
  /** How far it is. What is left out stays as it was; without a percentage it is not known. */
  report(progress: ProgressReport): void;
  /** It is over, or its plugin is. */
  close(): void;
}

/** What plugins ask the user, beside permissions. Each method is optional. Ready-made in React: `useInteractions`. */
export interface InteractionService {
  /** Resolves with the ids that were chosen, or `null` when the user closed it. Closed by `call.signal`. */
  pick?(request: PickRequest, call: DialogCall): Awaitable<readonly string[] | null>;
  /** Resolves with the text, or `null` when the user closed it. Closed by `call.signal`. */
  input?(request: InputRequest, call: DialogCall): Awaitable<string | null>;
  progress?(request: ProgressRequest, call: ServiceCall): Awaitable<ShownProgress>;
}

/** Where plugins run. */
export interface EnvironmentService {
  get(): Environment;
  subscribe(listener: () => void): () => void;
}

/** What a plugin asks the user for. */
export interface ConsentRequest {
  readonly plugin: PluginIdentity;
  readonly permissions: readonly string[];
  /** The plugin's own words, by permission. */
  readonly reasons: Readonly<Record<string, string>>;
  /** Where `network` would let it connect to. */
  readonly hosts: readonly string[];
  /** Why the user is asked now. */
  readonly occasion: 'request' | 'update' | 'activation';
}

export interface ConsentDecision {
  /** Of what was asked. */
  readonly granted: readonly string[];
  /** Forget it when the page is closed. Default: it is stored. */
  readonly session?: boolean;
}

export interface ConsentService {
  /** Shows what is asked for and resolves with what the user allows; nothing is allowed by default. */
  ask(request: ConsentRequest, signal: AbortSignal): Promise<ConsentDecision>;
}

/** A panel that a manifest declares, or a plugin has registered; a declared one has no document before its plugin runs. */
export interface PanelEntry extends PanelContribution {
  /** `<pluginId>.<name>`, or a name of the app. */
  readonly id: string;
  /** Absent for what the app adds itself. */
  readonly plugin?: PluginIdentity | undefined;
  readonly document?: UiDocument | undefined;
  /** Where the plugin draws it itself. */
  readonly drawing?: PanelDrawing | undefined;
}

/** An item of the toolbar; `command` is the full id of a command. */
export interface ToolbarEntry extends ToolbarItemContribution {
  readonly id: string;
  /** Absent for what the app adds itself. */
  readonly plugin?: PluginIdentity | undefined;
}

/**
 * What the embedding app lends to plugins. Each service is optional: a plugin that calls an absent one gets
 * `NOT_SUPPORTED`.
 */
export interface HostServices {
  notifications?: NotificationService;
  modals?: ModalService;
  interactions?: InteractionService;
  projects?: ProjectService;
  files?: FileService;
  ai?: AiService;
  clipboard?: ClipboardService;
  /** Default: what the browser tells. */
  env?: EnvironmentService;
  consent?: ConsentService;
  /** Default: through the back end, where that sends requests of plugins. */
  network?: NetworkService;
}

/** An HTTP request of a plugin to a host that its manifest names. */
export interface PluginRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body?: Uint8Array<ArrayBuffer>;
}

export interface NetworkService {
  /** Answers as `fetch()` does. Must not send the user's cookies, and must not follow redirects out of `hosts`. */
  fetch(request: PluginRequest, hosts: readonly string[], call: ServiceCall): Promise<Response>;
}
