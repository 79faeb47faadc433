import { type Disposable, toDisposable } from '@fluxstudio/plugin-protocol/disposable';
import { errorMessage, PluginError } from '@fluxstudio/plugin-protocol/errors';
import { type Clock, systemClock } from '@fluxstudio/plugin-protocol/rpc/deadlines';
import { callListeners } from '../call-listeners.ts';
import type { KeyPlatform } from './key-platform.ts';
import {
  type Keybinding,
  type KeybindingOverrides,
  type KeybindingSource,
  resolveKeybindings,
} from './keybinding.ts';
import { findConflicts, type KeybindingConflict } from './keybinding-conflicts.ts';
import type { KeybindingOverrideStore } from './keybinding-overrides.ts';
import { parseShortcut } from './keystroke.ts';
import { isEditable, isInDialog, isTyping, type KeyboardEventLike, keystrokeOf } from './keystroke-event.ts';

export interface KeybindingsOptions {
  platform: KeyPlatform;
  /**
   * Whether the condition holds now; that of a binding without one is `undefined`. What it makes of a condition may be kept for as
   * long as the binding is.
   */
  evaluate(when: string | undefined, binding: Keybinding): boolean;
  run(command: string, args: unknown, owner: Keybinding['owner']): void;
  /** Where the user's own keys are kept. */
  overrides: KeybindingOverrideStore;
  /** Shortcuts that plugins do not get, beside those they never do. A user may still choose them. */
  reserved?: readonly string[];
  clock?: Clock;
}

/** What keys run. `subscribe` and `getSnapshot` fit `useSyncExternalStore`: the snapshot is stable between changes. */
export interface Keybindings {
  /**
   * Sets the whole list. Plugins come in the order of the list, after the app.
   *
   * @throws PluginError `INVALID_ARGUMENT` for a key that is no shortcut; nothing has changed then
   */
  set(sources: readonly KeybindingSource[]): void;
  /** What is bound, the strongest first. */
  getSnapshot(): readonly Keybinding[];
  subscribe(listener: () => void): () => void;
  /** Keys that more than one command may answer to. Stable between changes. */
  conflicts(): readonly KeybindingConflict[];
  /**
   * The user's own keys for a command, instead of all it has; `null` for none. Kept for a command that is not there now.
   *
   * @throws PluginError `INVALID_ARGUMENT` for what is no shortcut, and whatever the store throws
   */
  override(command: string, shortcut: string | null): Promise<void>;
  /** The keys that the app or the plugin chose. */
  resetOverride(command: string): Promise<void>;
  /** Runs what a `keydown` is bound to. `true` when it was: then its default action is prevented. */
  handle(event: KeyboardEventLike): boolean;
  /** Listens to the `keydown` of a document or an element; an event whose default is already prevented is left alone. */
  attach(target: EventTarget): Disposable;
}

/** Milliseconds to go on with the second stroke. */
const CHORD_TIMEOUT = 2000;

/**
 * Keyboard shortcuts of the app and of plugins, and the user's own.
 *
 * @example
 * const keybindings = createKeybindings({
 *   platform: 'mac',
 *   evaluate: context.evaluate,
 *   run: (command, args) => commands.execute(command, args),
 *   overrides: createKeybindingOverrides(createHostValues(userId)),
 * });
 * keybindings.set([{ command: 'app.save', key: 'Mod+S', owner: 'app' }]);
 * keybindings.attach(document);
 */
export function createKeybindings({
  platform,
  evaluate,
  run,
  overrides: store,
  reserved = [],
  clock = systemClock,
}: KeybindingsOptions): Keybindings {
  const taken = reserved.map(normalise);
  const listeners = new Set<() => void>();
  let sources: readonly KeybindingSource[] = [];
  let overrides: KeybindingOverrides = new Map();
  let snapshot: readonly Keybinding[] = [];
  let found: readonly KeybindingConflict[] | undefined;
  /** The stroke that a second one is awaited for. */
  let pending: string | undefined;
  let timer: unknown;
  /** The last stroke that was taken: while its key stays down, it is neither run again nor left to the page. */
  let held: string | undefined;

  function normalise(shortcut: string): string {
    const result = parseShortcut(shortcut, platform);
    if (!result.ok) throw new PluginError('INVALID_ARGUMENT', result.message);
    return result.keys;
  }

  function changed(): void {
    snapshot = resolveKeybindings(sources, overrides, taken);
    found = undefined;
    callListeners(listeners);
  }

  async function load(): Promise<Map<string, string | null>> {
    const stored = new Map<string, string | null>();
    for (const [command, shortcut] of Object.entries(await store.read())) {
      const result = shortcut === null ? undefined : parseShortcut(shortcut, platform);
      if (result?.ok === false) console.warn(`The keys of ${command} were left out: ${result.message}`);
      else stored.set(command, result?.keys ?? null);
    }
    return stored;
  }

  // One after the other, and each from what is stored: another tab may have written meanwhile.
  let queue: Promise<unknown> = load().then(
    (stored) => {
      overrides = stored;
      changed();
    },
    (error) => console.warn(`The user's keys could not be read: ${errorMessage(error)}`),
  );

  function update(change: (all: Map<string, string | null>) => void): Promise<void> {
    const step = queue.then(async () => {
      const all = await load();
      change(all);
      await store.write(Object.fromEntries(all));
      overrides = all;
      changed();
    });
    queue = step.catch(() => undefined);
    return step;
  }

  function awaitAfter(stroke: string | undefined): void {
    clock.clearTimeout(timer);
    pending = stroke;
    if (stroke) timer = clock.setTimeout(() => awaitAfter(undefined), CHORD_TIMEOUT);
  }

  /** Whether the stroke was taken. */
  function press(stroke: string, editable: boolean, inDialog: boolean): boolean {
    const first = pending;
    awaitAfter(undefined);
    if (editable && isTyping(first ?? stroke)) return false;
    if (first && stroke === 'escape') return true;
    const typed = first ? `${first} ${stroke}` : stroke;
    for (const binding of snapshot) {
      const { keys, command, when, args, owner } = binding;
      const begins = keys.startsWith(`${typed} `);
      // What a dialog asks is between the user and the app.
      if ((!begins && keys !== typed) || (inDialog && owner !== 'app') || !evaluate(when, binding)) continue;
      if (begins) awaitAfter(stroke);
      else callListeners([run], command, args, owner);
      return true;
    }
    // A second stroke that means nothing was not meant for the page either.
    return first !== undefined;
  }

  function handle(event: KeyboardEventLike): boolean {
    if (event.defaultPrevented) return false;
    const stroke = keystrokeOf(event, platform);
    if (!stroke) return false;
    if (!event.repeat) held = undefined;
    const consumed = event.repeat ? stroke === held : press(stroke, isEditable(event), isInDialog(event));
    if (!consumed) return false;
    held = stroke;
    event.preventDefault?.();
    return true;
  }

  return {
    set(next) {
      sources = next.map((source) =>
        source.key === undefined ? source : { ...source, key: normalise(source.key) },
      );
      changed();
    },
    getSnapshot: () => snapshot,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    conflicts() {
      found ??= findConflicts(snapshot);
      return found;
    },
    async override(command, shortcut) {
      const keys = shortcut === null ? null : normalise(shortcut);
      await update((all) => all.set(command, keys));
    },
    resetOverride: (command) => update((all) => all.delete(command)),
    handle,
    attach(target) {
      const listener = (event: Event) => {
        if (isKeyboardEvent(event)) handle(event);
      };
      target.addEventListener('keydown', listener);
      return toDisposable(() => {
        target.removeEventListener('keydown', listener);
        awaitAfter(undefined);
      });
    },
  };
}

/** Chromium sends a plain `Event` named `keydown` when it fills a form in. */
function isKeyboardEvent(event: Event): event is KeyboardEvent {
  return 'key' in event;
}
