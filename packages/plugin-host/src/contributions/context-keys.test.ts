import {
  loadPatternCompiler,
  type PatternCompiler,
} from '@fluxstudio/plugin-protocol/pattern/linear-pattern';
import { parseWhen } from '@fluxstudio/plugin-protocol/when/when-clause';
import { describe, expect, it, vi } from 'vitest';
import { createAppNames } from './app-names.ts';
import { type ContextKeysOptions, createContextKeys } from './context-keys.ts';

function setUp(options: Partial<ContextKeysOptions> = {}) {
  const faults: string[] = [];
  const evaluated: string[] = [];
  const context = createContextKeys({
    loadPatterns: loadPatternCompiler,
    onFault: (message) => faults.push(message),
    parse(text) {
      const parsed = parseWhen(text);
      if (!parsed.ok) return parsed;
      const { clause } = parsed;
      const evaluate: typeof clause.evaluate = (...args) => {
        evaluated.push(text);
        return clause.evaluate(...args);
      };
      return { ok: true, clause: { ...clause, evaluate } };
    },
    ...options,
  });
  return { context, faults, evaluated };
}

describe('context keys', () => {
  it('tell who follows a clause when it begins to hold and when it ends', () => {
    const { context } = setUp();
    const heard = vi.fn();
    const condition = context.watch("view == 'board' && !locked", heard);
    expect(condition.value).toBe(false);
    context.set('view', 'board');
    expect(condition.value).toBe(true);
    context.set('locked', true);
    expect(condition.value).toBe(false);
    context.set('locked', undefined);
    expect(condition.value).toBe(true);
    expect(heard).toHaveBeenCalledTimes(3);
  });

  it('evaluate only the clauses that read the key that changed, each once however many follow it', () => {
    const { context, evaluated } = setUp();
    for (let index = 0; index < 100; index++) context.watch(`key${index} == 1`, () => undefined);
    for (let index = 0; index < 100; index++) context.watch('shared && other', () => undefined);
    evaluated.length = 0;
    context.set('key7', 1);
    expect(evaluated).toEqual(['key7 == 1']);
    evaluated.length = 0;
    context.set('shared', true);
    expect(evaluated).toEqual(['shared && other']);
    evaluated.length = 0;
    context.set('shared', true);
    context.set('unread', 1);
    expect(evaluated).toEqual([]);
  });

  it('forget clauses that nobody follows', () => {
    const { context, evaluated } = setUp();
    const first = context.watch('a', () => undefined);
    const second = context.watch('a', () => undefined);
    first.dispose();
    context.set('a', 1);
    expect(second.value).toBe(true);
    second.dispose();
    evaluated.length = 0;
    context.set('a', 2);
    expect(evaluated).toEqual([]);
  });

  it('never show what has a clause nobody understands, and say where it goes wrong', () => {
    const { context, faults } = setUp();
    expect(context.watch('a &&', () => undefined).value).toBe(false);
    expect(faults).toEqual([expect.stringContaining('“a &&” is not understood at 4')]);
  });

  it('match patterns as soon as their engine is there, in linear time', async () => {
    const { context } = setUp();
    context.set('file', `${'a'.repeat(3000)}!`);
    const heard = vi.fn();
    const slow = context.watch('file =~ /^(a+)+$/', heard);
    const good = context.watch('file =~ /!$/', heard);
    expect([slow.value, good.value]).toEqual([false, false]);
    await vi.waitFor(() => expect(good.value).toBe(true));
    expect(slow.value).toBe(false);
    expect(heard).toHaveBeenCalledTimes(1);
  });

  it('report a pattern that the engine does not take, once', async () => {
    const { context, faults } = setUp();
    context.set('file', 'a');
    const condition = context.watch('file =~ /(?=a)/', () => undefined);
    await vi.waitFor(() => expect(faults).toHaveLength(1));
    context.set('file', 'b');
    expect([condition.value, faults.length]).toEqual([false, 1]);
  });

  it('see a list that is set anew as changed', () => {
    const { context } = setUp();
    const condition = context.watch('kind in kinds', () => undefined);
    context.set('kind', 'b');
    context.set('kinds', ['a']);
    expect(condition.value).toBe(false);
    context.set('kinds', ['a', 'b']);
    expect(condition.value).toBe(true);
  });

  it('keep compiled patterns for as long as their clause is followed', async () => {
    const compile = vi.fn<PatternCompiler>(() => ({ find: () => true, matches: () => true }));
    const { context } = setUp({ loadPatterns: async () => compile });
    context.set('file', 'a');
    const first = context.watch('file =~ /a/', () => undefined);
    await vi.waitFor(() => expect(first.value).toBe(true));
    context.set('file', 'b');
    expect(compile).toHaveBeenCalledTimes(1);
    first.dispose();
    context.watch('file =~ /a/', () => undefined);
    expect(compile).toHaveBeenCalledTimes(2);
  });

  it('parse a clause once for as long as its holder is there', () => {
    const parse = vi.fn(parseWhen);
    const { context, faults } = setUp({ parse });
    const [one, other] = [{}, {}];
    for (const value of [true, false, true]) {
      context.set('open', value);
      expect(context.evaluate('open', one)).toBe(value);
      expect(context.evaluate('open &&', other)).toBe(false);
    }
    expect(parse.mock.calls).toEqual([['open'], ['open &&']]);
    expect(faults).toHaveLength(1);
  });

  it('of a plugin are set together, and each clause is evaluated once', () => {
    const { context, evaluated } = setUp();
    const heard = vi.fn();
    context.watch('acme.a == 1 && acme.b == 2', heard);
    evaluated.length = 0;
    context.setAll(
      new Map([
        ['acme.a', 1],
        ['acme.b', 2],
      ]),
    );
    expect([evaluated.length, heard.mock.calls.length]).toEqual([1, 1]);
    context.setAll(new Map([['acme.b', undefined]]));
    expect([context.get('acme.b'), heard.mock.calls.length]).toEqual([undefined, 2]);
  });

  it('of the app are not for a plugin that is named like them', () => {
    const names = createAppNames();
    const { context } = setUp({ names });
    context.requireFree('acme');
    context.setAll(new Map([['acme.fact', 1]]));
    context.requireFree('acme');
    context.set('board.open', true);
    context.set('mode', 1);
    expect(names.has('board')).toBe(true);
    for (const id of ['board', 'mode', 'project'])
      expect(() => context.requireFree(id)).toThrow(
        expect.objectContaining({ code: 'ALREADY_EXISTS', message: expect.stringContaining(`“${id}.”`) }),
      );
  });

  it('know no inherited names', () => {
    const { context } = setUp();
    for (const key of ['constructor', '__proto__', 'toString']) expect(context.evaluate(key)).toBe(false);
  });
});
