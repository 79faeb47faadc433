import type { Environment } from '@fluxstudio/plugin-protocol/api/env';
import type { PluginError } from '@fluxstudio/plugin-protocol/errors';
import type { PluginManifest, PluginManifestInput } from '@fluxstudio/plugin-protocol/manifest/manifest';
import type { ConsentAnswer } from './consent-desk.ts';
import type {
  AppNamespace,
  ConsentRequest,
  LogEntry,
  PanelEntry,
  PluginFault,
  PluginState,
  ToolbarEntry,
} from './host-source.ts';
import type { PluginSource } from './plugin-loader.ts';
import type { TestNotification } from './test-notification.ts';
import type { TestPanel } from './test-panel.ts';
import type { RecordedCall, TestServices } from './test-services.ts';
import type { TestWebview } from './test-webview.ts';

export interface TestHostOptions {
  /** What the entry file exports, or the text of a bundle. A text is evaluated anew at each start, an object is not. */
  plugin: PluginSource;
  /** `plugin.json`. What is left out and required has a value for tests. */
  manifest?: Partial<PluginManifestInput> | Readonly<Record<string, unknown>>;
  /** Other plugins, by id, which the manifest names in `dependencies`: what they export. */
  extensions?: Readonly<Record<string, TestExtension>>;
  /** What the app offers. Notifications, clipboard and consent are there; others are absent until given, `undefined` removes one. */
  services?: TestServices;
  /** The app's own namespaces, as `implementNamespace` makes them. */
  namespaces?: readonly AppNamespace[];
  /** The app's own commands, by id. */
  commands?: Readonly<Record<string, (...args: unknown[]) => unknown>>;
  /** What the user allows. Default: all that the manifest asks for under `permissions`. */
  grants?: readonly string[];
  /** What the user changed of the manifest's defaults. */
  settings?: Readonly<Record<string, unknown>>;
  /** What the plugin stored when it ran before. */
  storage?: Readonly<Record<string, unknown>>;
  /** What the plugin stored for all devices of the user. */
  syncStorage?: Readonly<Record<string, unknown>>;
  secrets?: Readonly<Record<string, string>>;
  /** Default: English, light. */
  environment?: Partial<Environment>;
  /** Answers every question for permissions. Without it each one waits for {@link TestHost.answerConsent}. */
  consent?: ConsentAnswer;
  /** `false` installs the plugin and leaves it to the test to start it. */
  activate?: boolean;
}

/** A plugin that another one needs. */
export interface TestExtension {
  /** Default: `1.0.0`. */
  readonly version?: string;
  readonly functions: Readonly<Record<string, (...args: never[]) => unknown>>;
}

/** A call that the gate refused. */
export interface Denial {
  /** `files.read`. */
  readonly method: string;
  /** What would have to be granted. */
  readonly permission: string;
  readonly message: string;
}

/** One plugin in a host of its own: real wire, real gate, real contract; no walls, no browser. */
export interface TestHost extends AsyncDisposable {
  readonly manifest: PluginManifest;
  readonly state: PluginState;
  /** Why the plugin is in state `error`, or its last error that nobody caught. */
  readonly error: PluginFault | undefined;

  /** Oldest first; those that are closed stay. */
  readonly notifications: readonly TestNotification[];
  /** Lines of `context.log`. */
  readonly logs: readonly LogEntry[];
  readonly denials: readonly Denial[];
  /** Errors of the plugin that nobody caught, and calls without an answer that were refused. */
  readonly faults: readonly PluginError[];
  /** Calls that reached a service, storage, settings, the consent dialog or a command of the app. */
  readonly calls: readonly RecordedCall[];
  /** Full ids of all commands that are registered now. */
  readonly commands: readonly string[];
  readonly panels: readonly PanelEntry[];
  /** Full ids of what the plugin has brought into view by `ui.revealPanel`, oldest first. */
  readonly revealedPanels: readonly string[];
  readonly toolbarItems: readonly ToolbarEntry[];
  /** What the plugin stored; a change here is what it reads next. */
  readonly storage: Map<string, unknown>;
  /** What the plugin stored for all devices of the user. */
  readonly syncStorage: Map<string, unknown>;
  readonly secrets: Map<string, string>;
  /** As the plugin sees them: the manifest's defaults under what the user changed. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly grants: readonly string[];

  /**
   * Runs a command, by its short or full id, as the user would; resolves with what it returns, as it crosses the wire.
   *
   * @throws PluginError `NOT_FOUND`, or what the command throws
   */
  runCommand(id: string, ...args: unknown[]): Promise<unknown>;
  /**
   * Opens a panel that the plugin draws, by its short or full id. Resolves when it is drawn.
   *
   * @throws PluginError `NOT_FOUND`, naming the panels there are; what has stopped it: `INVALID_PANEL`, `PANEL_FAILED`
   * @example
   * const panel = await host.openPanel('palette');
   * await panel.find('Button', 'Keep').press();
   */
  openPanel(id: string): Promise<TestPanel>;
  /**
   * The dialog that the plugin draws by `ui.showModal`, once it is drawn; where the app gives no `modals` of its own.
   *
   * @throws PluginError what has stopped it
   */
  openedModal(): Promise<TestPanel>;
  /**
   * Opens a panel that is a document of the plugin, by its short or full id, with the test in the place of the document. Resolves when
   * the plugin has heard of it.
   *
   * @throws PluginError `NOT_FOUND`, naming the panels there are
   * @example
   * const webview = await host.openWebview('dot');
   * await webview.send({ size: 10 });
   * expect(await webview.next()).toEqual({ size: 20 });
   */
  openWebview(id: string): Promise<TestWebview>;
  /** The dialog of `ui.showModal({ html })`, as {@link TestHost.openWebview} has it; where the app gives no `modals` of its own. */
  openedWebview(): Promise<TestWebview>;
  /** Emits an event of the app. Resolves when the plugin has heard it. */
  emitEvent(event: string, ...args: unknown[]): Promise<void>;
  /** Changes settings, as the user does. Resolves when the plugin has heard it. */
  changeSettings(patch: Readonly<Record<string, unknown>>): Promise<void>;
  /** Changes language or theme. Resolves when the plugin has heard it. */
  changeEnvironment(patch: Partial<Environment>): Promise<void>;
  /**
   * Allows more. Resolves when the plugin has heard it.
   *
   * @throws PluginError `INVALID_ARGUMENT` for what the manifest does not ask for
   */
  grant(...permissions: string[]): Promise<void>;
  /**
   * Takes back what was allowed, with its parts: `files` takes `files:read` along. Holds from the plugin's next call; what is
   * under way goes on.
   *
   * @throws PluginError `INVALID_ARGUMENT` for what is not granted
   */
  revoke(...permissions: string[]): Promise<void>;
  /** Answers the question for permissions that is open, or the next one. Resolves with what was asked. */
  answerConsent(answer: ConsentAnswer): Promise<ConsentRequest>;
  /**
   * Time stands still otherwise. It is what the deadlines of calls (30 s) and the rates (60 notifications a minute) are
   * measured with; timers of the plugin itself are not touched.
   *
   * @example
   * const answer = host.runCommand('never-answers');
   * await host.advanceTime(30_000);
   * await expect(answer).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' });
   */
  advanceTime(milliseconds: number): Promise<void>;
  /** Resolves when the condition holds: it is looked at again after everything that the plugin does. */
  until(condition: () => boolean): Promise<void>;

  /** Starts the plugin. @throws PluginError with the real reason */
  activate(): Promise<void>;
  deactivate(): Promise<void>;
  /** Ends the plugin without warning, as a crash does: no `deactivate()`, its registrations are gone, its state is `error`. */
  kill(): Promise<void>;
  /** Stops the plugin and starts it again, or just starts one that is down. What it stored stays. */
  restart(): Promise<void>;
  dispose(): Promise<void>;
}
