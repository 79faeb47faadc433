import type { Disposable } from '@fluxstudio/plugin-protocol/disposable';
import { errorMessage } from '@fluxstudio/plugin-protocol/errors';
import type { PatternCompiler } from '@fluxstudio/plugin-protocol/pattern/linear-pattern';
import { parseWhen, type WhenClause } from '@fluxstudio/plugin-protocol/when/when-clause';
import { callListeners } from '../call-listeners.ts';

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
  /**
   * Sets a key, `undefined` removes it. Only the clauses that read this key are evaluated again.
   *
   * @example
   * host.context.set('view', 'board');
   */
  set(key: string, value: unknown): void;
  /** Follows a clause. No clause always holds, one that cannot be parsed never does. */
  watch(when: string | undefined, onDidChange: () => void): Condition;
  /** Whether a clause holds now, without following it. */
  evaluate(when: string | undefined): boolean;
}

export interface ContextKeysOptions {
  /** Loads the engine behind `=~`, which is large: asked for when the first such clause is met. */
  loadPatterns(): Promise<PatternCompiler>;
  /** Told that a clause holds no longer, or never will, because of a fault in it. */
  onFault(message: string): void;
  parse?: typeof parseWhen;
}

/** A clause that somebody follows, whoever else follows the same. */
interface Followed {
  readonly clause: WhenClause;
  readonly listeners: Set<() => void>;
  value: boolean;
}

const ALWAYS: Condition = { value: true, dispose: () => undefined };
const NEVER: Condition = { value: false, dispose: () => undefined };

export function createContextKeys({
  loadPatterns,
  onFault,
  parse = parseWhen,
}: ContextKeysOptions): ContextKeys {
  const values = new Map<string, unknown>();
  const followed = new Map<string, Followed>();
  const readers = new Map<string, Set<Followed>>();
  const patterns = new Map<string, { find(text: string): boolean }>();
  let compile: PatternCompiler | undefined;
  let loading = false;
  const get = (key: string) => values.get(key);

  /** Until the engine is there nothing matches; then all that wait for it are evaluated again. */
  function match(source: string, flags: string, text: string): boolean {
    if (!compile) {
      if (!loading) void load();
      return false;
    }
    const key = `/${source}/${flags}`;
    const known = patterns.get(key) ?? compiled(compile, source, flags);
    patterns.set(key, known);
    return known.find(text);
  }

  async function load(): Promise<void> {
    loading = true;
    try {
      compile = await loadPatterns();
      for (const one of [...followed.values()]) if (one.clause.patterns.length > 0) evaluate(one);
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
    const value = one.clause.evaluate(get, match);
    if (value === one.value) return;
    one.value = value;
    callListeners(one.listeners);
  }

  function follow(text: string): Followed | undefined {
    const known = followed.get(text);
    if (known) return known;
    const parsed = parse(text);
    if (!parsed.ok) {
      onFault(`The condition “${text}” is not understood at ${parsed.issue.offset}: ${parsed.issue.message}`);
      return undefined;
    }
    const { clause } = parsed;
    const one: Followed = { clause, listeners: new Set(), value: clause.evaluate(get, match) };
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

  return {
    get,
    set(key, value) {
      const before = values.get(key);
      if (Object.is(before, value) && typeof value !== 'object') return;
      if (value === undefined) values.delete(key);
      else values.set(key, value);
      for (const one of [...(readers.get(key) ?? [])]) evaluate(one);
    },
    watch(when, onDidChange) {
      if (when === undefined || when.trim() === '') return ALWAYS;
      const one = follow(when);
      if (!one) return NEVER;
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
    evaluate(when) {
      if (when === undefined || when.trim() === '') return true;
      const one = follow(when);
      if (!one) return false;
      const { value } = one;
      forget(when, one);
      return value;
    },
  };
}
