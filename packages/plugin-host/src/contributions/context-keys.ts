import type { Disposable } from '@fluxstudio/plugin-protocol/disposable';
import { errorMessage, PluginError } from '@fluxstudio/plugin-protocol/errors';
import type { PatternCompiler } from '@fluxstudio/plugin-protocol/pattern/linear-pattern';
import { type PatternMatcher, parseWhen } from '@fluxstudio/plugin-protocol/when/when-clause';
import { callListeners } from '../call-listeners.ts';
import { type AppNames, createAppNames } from './app-names.ts';

/** Whether a `when` clause holds now. */
export interface Condition extends Disposable {
  readonly value: boolean;
}

/**
 * What the app is doing, as facts with a name that the `when` clauses of plugins speak of: `view`, `selection.count`. The app
 * sets them; a plugin sets those that begin with its id.
 */
export interface ContextKeys {
  get(key: string): unknown;
  /** Whether a key is set that begins with the id of a plugin. */
  has(pluginId: string): boolean;
  /**
   * Sets a key, `undefined` removes it. Only the clauses that read this key are evaluated again. What stands before the first `.`
   * or `:` belongs to the app from then on.
   *
   * @example
   * host.context.set('view', 'board');
   */
  set(key: string, value: unknown): void;
  /** Sets keys of a plugin, under their full names; each clause that reads any of them is evaluated once. */
  setAll(facts: ReadonlyMap<string, unknown>): void;
  /** @throws PluginError `ALREADY_EXISTS` for a plugin named like the app: its keys would pass for those of the app */
  requireFree(pluginId: string): void;
  /** Follows a clause. No clause always holds, one that cannot be parsed never does. */
  watch(when: string | undefined, onDidChange: () => void): Condition;
  /**
   * Whether a clause holds now, without following it.
   *
   * @param holder whose clause it is, always the same one: what was parsed is kept for as long as the holder is
   */
  evaluate(when: string | undefined, holder?: object): boolean;
}

export interface ContextKeysOptions {
  /** Loads the engine behind `=~`, which is large: asked for when the first such clause is met. */
  loadPatterns(): Promise<PatternCompiler>;
  /** Told that a clause holds no longer, or never will, because of a fault in it. */
  onFault(message: string): void;
  /** The names of the app, which its keys add to. */
  names?: AppNames;
  parse?: typeof parseWhen;
}

/** A clause, with the patterns it has compiled. */
interface Parsed {
  readonly keys: Iterable<string>;
  readonly hasPatterns: boolean;
  holds(): boolean;
}

/** A clause that somebody follows, whoever else follows the same. */
interface Followed {
  readonly clause: Parsed;
  readonly listeners: Set<() => void>;
  value: boolean;
}

const ALWAYS: Condition = { value: true, dispose: () => undefined };
const NEVER: Parsed = { keys: [], hasPatterns: false, holds: () => false };

export function createContextKeys({
  loadPatterns,
  onFault,
  names = createAppNames(),
  parse = parseWhen,
}: ContextKeysOptions): ContextKeys {
  const values = new Map<string, unknown>();
  const followed = new Map<string, Followed>();
  const held = new WeakMap<object, Parsed>();
  const readers = new Map<string, Set<Followed>>();
  let compile: PatternCompiler | undefined;
  let loading = false;
  const get = (key: string) => values.get(key);

  /** Until the engine is there nothing matches; then all that wait for it are evaluated again. */
  function createMatcher(): PatternMatcher {
    const patterns = new Map<string, { find(text: string): boolean }>();
    return (source, flags, text) => {
      if (!compile) {
        if (!loading) void load();
        return false;
      }
      const key = `/${source}/${flags}`;
      const known = patterns.get(key) ?? compiled(compile, source, flags);
      patterns.set(key, known);
      return known.find(text);
    };
  }

  async function load(): Promise<void> {
    loading = true;
    try {
      compile = await loadPatterns();
      for (const one of [...followed.values()]) if (one.clause.hasPatterns) evaluate(one);
    } catch (error) {
      onFault(`Conditions with =~ do not hold: ${errorMessage(error)}`);
    } finally {
      loading = false;
    }
  }

  function compiled(compiler: PatternCompiler, source: string, flags: string) {
    try {
      return compiler(source, flags);
    } catch (error) {
      onFault(errorMessage(error));
      return { find: () => false };
    }
  }

  function evaluate(one: Followed): void {
    const value = one.clause.holds();
    if (value === one.value) return;
    one.value = value;
    callListeners(one.listeners);
  }

  function parsed(text: string): Parsed {
    const result = parse(text);
    if (!result.ok) {
      onFault(`The condition “${text}” is not understood at ${result.issue.offset}: ${result.issue.message}`);
      return NEVER;
    }
    const { clause } = result;
    const match = createMatcher();
    return {
      keys: clause.keys,
      hasPatterns: clause.patterns.length > 0,
      holds: () => clause.evaluate(get, match),
    };
  }

  function follow(text: string): Followed {
    const known = followed.get(text);
    if (known) return known;
    const clause = parsed(text);
    const one: Followed = { clause, listeners: new Set(), value: clause.holds() };
    followed.set(text, one);
    for (const key of clause.keys) readers.set(key, (readers.get(key) ?? new Set()).add(one));
    return one;
  }

  function forget(text: string, one: Followed): void {
    if (one.listeners.size > 0 || followed.get(text) !== one) return;
    followed.delete(text);
    for (const key of one.clause.keys) {
      const all = readers.get(key);
      all?.delete(one);
      if (all?.size === 0) readers.delete(key);
    }
  }

  function setAll(facts: ReadonlyMap<string, unknown>): void {
    const concerned = new Set<Followed>();
    for (const [key, value] of facts) {
      if (Object.is(values.get(key), value) && typeof value !== 'object') continue;
      if (value === undefined) values.delete(key);
      else values.set(key, value);
      for (const one of readers.get(key) ?? []) concerned.add(one);
    }
    for (const one of concerned) evaluate(one);
  }

  return {
    get,
    has: (pluginId) => [...values.keys()].some((key) => key.startsWith(`${pluginId}.`)),
    set(key, value) {
      if (!values.has(key)) names.claim(key);
      setAll(new Map([[key, value]]));
    },
    setAll,
    requireFree(pluginId) {
      if (!names.has(pluginId)) return;
      throw new PluginError(
        'ALREADY_EXISTS',
        `Context keys that begin with “${pluginId}.” are those of the app: a plugin of this id cannot set any`,
      );
    },
    watch(when, onDidChange) {
      if (when === undefined || when.trim() === '') return ALWAYS;
      const one = follow(when);
      // A function of its own: the same listener may follow a clause twice.
      const listener = () => onDidChange();
      one.listeners.add(listener);
      return {
        get value() {
          return one.value;
        },
        dispose() {
          one.listeners.delete(listener);
          forget(when, one);
        },
      };
    },
    evaluate(when, holder) {
      if (when === undefined || when.trim() === '') return true;
      const clause = (holder && held.get(holder)) ?? followed.get(when)?.clause ?? parsed(when);
      if (holder) held.set(holder, clause);
      return clause.holds();
    },
  };
}
