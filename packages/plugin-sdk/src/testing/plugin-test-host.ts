import type { Environment } from '@fluxstudio/plugin-protocol/api/env';
import { errorCode, PluginError } from '@fluxstudio/plugin-protocol/errors';
import { qualifyName } from '@fluxstudio/plugin-protocol/ids';
import type { PluginManifest } from '@fluxstudio/plugin-protocol/manifest/manifest';
import { covers } from '@fluxstudio/plugin-protocol/permissions';
import type { ConsentAnswer } from './consent-desk.ts';
import type { LogEntry, PanelEntry, PluginHost } from './host-source.ts';
import type { KillableIsolates } from './killable-isolates.ts';
import type { ManualClock } from './manual-clock.ts';
import { requireGranted } from './require-granted.ts';
import { requireNotStopped } from './require-open.ts';
import type { TestApp } from './test-app.ts';
import type { Denial, TestHost } from './test-host.ts';
import { createTestPanel, type TestPanel } from './test-panel.ts';
import { openTestWebview, type TestWebview } from './test-webview.ts';
import { letMessagesArrive } from './turns.ts';
import type { Watch } from './watch.ts';

export interface TestHostParts {
  manifest: PluginManifest;
  host: PluginHost;
  app: TestApp;
  clock: ManualClock;
  isolates: KillableIsolates;
  /** Everything that was logged by the plugin and about it. */
  entries: readonly LogEntry[];
  /** Told about every change that a test may wait for. */
  watch: Watch;
  /** How often the plugin's code has been evaluated. */
  evaluations(): number;
}

/** The test's hand on all the parts. */
export class PluginTestHost implements TestHost {
  readonly #parts: TestHostParts;
  readonly #id: string;
  #start: { readonly done: Promise<void>; readonly evaluations: number } | undefined;
  #disposed: PluginError | undefined;

  constructor(parts: TestHostParts) {
    this.#parts = parts;
    this.#id = parts.manifest.id;
  }

  get manifest() {
    return this.#parts.manifest;
  }

  get state() {
    return this.#registry.getPlugin(this.#id)?.state ?? 'inactive';
  }

  get error() {
    return this.#registry.getPlugin(this.#id)?.error;
  }

  get notifications() {
    return this.#parts.app.notifications;
  }

  get calls() {
    return this.#parts.app.calls;
  }

  get storage() {
    return this.#parts.app.stored.storage;
  }

  get syncStorage() {
    return this.#parts.app.stored.syncStorage;
  }

  get secrets() {
    return this.#parts.app.stored.secrets;
  }

  get logs() {
    return this.#parts.entries.filter(({ error }) => !error);
  }

  get denials() {
    return this.#reports.filter(isDenial).map(toDenial);
  }

  get faults() {
    return this.#reports.filter((error) => !isDenial(error));
  }

  get commands() {
    return this.#parts.host.commands.getAll().map(({ id }) => id);
  }

  get panels() {
    return this.#parts.host.panels.getSnapshot();
  }

  get revealedPanels() {
    return this.#parts.app.revealed;
  }

  get toolbarItems() {
    return this.#parts.host.toolbarItems.getSnapshot();
  }

  get settings() {
    return this.#registry.getSettings(this.#id);
  }

  get grants() {
    return this.#registry.grants.get(this.#id);
  }

  async runCommand(name: string, ...args: unknown[]): Promise<unknown> {
    if (this.#disposed) throw this.#disposed;
    const { commands } = this.#parts.host;
    const id = commands.get(name) ? name : qualifyName(this.#id, name);
    if (!commands.get(id)) throw this.#noCommand(name);
    return commands.execute(id, ...args);
  }

  async openPanel(name: string): Promise<TestPanel> {
    const { drawing } = this.#panel(name, 'drawing');
    const view = await drawing.open();
    await letMessagesArrive();
    requireNotStopped(view.getSnapshot());
    return createTestPanel(view);
  }

  async openWebview(name: string): Promise<TestWebview> {
    const { document } = this.#panel(name, 'document');
    const { app, watch } = this.#parts;
    const { webview } = await openTestWebview(document, app.environment.get().theme, watch);
    return webview;
  }

  async openedModal(): Promise<TestPanel> {
    const dialog = await this.#nextOf(this.#parts.app.modals.panels);
    requireNotStopped(dialog.status);
    return dialog;
  }

  openedWebview(): Promise<TestWebview> {
    return this.#nextOf(this.#parts.app.modals.webviews);
  }

  async emitEvent(event: string, ...args: unknown[]): Promise<void> {
    this.#parts.host.emitGlobalEvent(event, ...args);
    await letMessagesArrive();
  }

  async changeSettings(patch: Readonly<Record<string, unknown>>): Promise<void> {
    await this.#registry.updateSettings(this.#id, { ...patch });
    await letMessagesArrive();
  }

  async changeEnvironment(patch: Partial<Environment>): Promise<void> {
    this.#parts.app.environment.change(patch);
    await letMessagesArrive();
  }

  async grant(...permissions: string[]): Promise<void> {
    await this.#setGrants([...new Set([...this.grants, ...permissions])]);
  }

  async revoke(...permissions: string[]): Promise<void> {
    for (const permission of permissions) requireGranted(this.#id, this.grants, permission);
    await this.#setGrants(this.grants.filter((permission) => !covers(permissions, permission)));
  }

  answerConsent(answer: ConsentAnswer) {
    return this.#parts.app.consent.answer(answer);
  }

  async advanceTime(milliseconds: number): Promise<void> {
    const { clock, watch, evaluations } = this.#parts;
    const start = this.#start;
    // The deadline of the activation is set once the code is there; that of everything else already is.
    if (start)
      await Promise.race([watch.until(() => evaluations() > start.evaluations), settled(start.done)]);
    await letMessagesArrive();
    await clock.advance(milliseconds, letMessagesArrive);
  }

  until(condition: () => boolean): Promise<void> {
    return this.#parts.watch.until(condition);
  }

  async activate(): Promise<void> {
    const done = this.#registry.activate(this.#id);
    this.#start = { done, evaluations: this.#parts.evaluations() };
    try {
      await done;
    } finally {
      this.#start = undefined;
    }
  }

  deactivate(): Promise<void> {
    return this.#registry.deactivate(this.#id);
  }

  async kill(): Promise<void> {
    const { isolates, manifest } = this.#parts;
    isolates.kill(manifest.id, new PluginError('SANDBOX_FAILED', `${manifest.name} was killed by the test`));
    await letMessagesArrive();
  }

  async restart(): Promise<void> {
    await this.deactivate();
    await this.activate();
  }

  async dispose(): Promise<void> {
    const { manifest, watch, host } = this.#parts;
    this.#disposed ??= new PluginError('DISPOSED', `The test host of ${manifest.name} is disposed`);
    watch.end(this.#disposed);
    await host.dispose();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.dispose();
  }

  get #registry() {
    return this.#parts.host.registry;
  }

  /** What the host reports about a plugin comes as lines of its log. */
  get #reports(): PluginError[] {
    return this.#parts.entries.flatMap(({ error }) => (error ? [error] : []));
  }

  async #setGrants(permissions: readonly string[]): Promise<void> {
    await this.#registry.grants.set(this.#id, permissions);
    await letMessagesArrive();
  }

  async #nextOf<T extends object>(waiting: T[]): Promise<T> {
    await this.until(() => waiting.length > 0);
    const next = waiting.shift();
    if (!next) throw new PluginError('NOT_FOUND', 'There is no dialog');
    return next;
  }

  /** @throws PluginError `NOT_FOUND`, and what closed the test host */
  #panel<K extends keyof typeof OPENED_BY>(name: string, content: K): Filled<K> {
    if (this.#disposed) throw this.#disposed;
    const { panels } = this.#parts.host;
    const panel = panels.get(name) ?? panels.get(qualifyName(this.#id, name));
    if (has(panel, content)) return panel;
    const known = this.panels.map(({ id }) => id).join(', ') || 'none';
    const other = content === 'drawing' ? 'document' : 'drawing';
    const why =
      panel && has(panel, other) ? `${name} is opened by ${OPENED_BY[other]}` : `There is no panel ${name}`;
    throw new PluginError('NOT_FOUND', `${why}. Panels: ${known}`);
  }

  #noCommand(name: string): PluginError {
    const plugin = `${this.manifest.name} is in state ${this.state}`;
    const known = this.commands.join(', ') || 'none';
    return new PluginError(
      'NOT_FOUND',
      `There is no command ${name}. ${plugin}; registered commands: ${known}`,
    );
  }
}

/** What opens a panel, by what fills it. */
const OPENED_BY = { drawing: 'openPanel', document: 'openWebview' } as const;

type Filled<K extends keyof typeof OPENED_BY> = PanelEntry & {
  readonly [Key in K]: NonNullable<PanelEntry[Key]>;
};

function has<K extends keyof typeof OPENED_BY>(
  panel: PanelEntry | undefined,
  content: K,
): panel is Filled<K> {
  return panel?.[content] !== undefined;
}

function isDenial(error: PluginError): boolean {
  return errorCode(error) === 'PERMISSION_DENIED';
}

function toDenial({ data, message }: PluginError): Denial {
  const { method = '', permission = '' } = (data ?? {}) as Partial<Denial>;
  return { method, permission, message };
}

function settled(promise: Promise<unknown>): Promise<unknown> {
  return promise.catch(() => undefined);
}
