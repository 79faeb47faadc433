import { beforeAll, describe, expect, it, vi } from 'vitest';
import { parseManifest } from '../manifest/manifest.ts';
import { loadPatternCompiler, type PatternCompiler } from '../pattern/linear-pattern.ts';
import { MAX_PATTERN } from '../pattern/max-pattern.ts';
import { WHEN_FIXTURES } from './when-clause.fixtures.ts';
import { parseWhen, type WhenClause } from './when-clause.ts';

let compile: PatternCompiler;
beforeAll(async () => {
  compile = await loadPatternCompiler();
});
const match = (source: string, flags: string, text: string) => compile(source, flags).find(text);

function parsed(text: string): WhenClause {
  const result = parseWhen(text);
  if (!result.ok) throw new Error(result.issue.message);
  return result.clause;
}

for (const { name, context, cases } of WHEN_FIXTURES) {
  describe(`when: ${name}`, () => {
    it.each(cases)('%s: %s', (text, expected) => {
      const get = (key: string) => (Object.hasOwn(context, key) ? context[key] : undefined);
      expect(parsed(text).evaluate(get, match)).toBe(expected);
    });
  });
}

describe('a broken clause', () => {
  const conditionAt = (offset: number) => ['expected a condition', offset] as const;
  it.each<[text: string, what: string, offset: number]>([
    ['', ...conditionAt(0)],
    ['  ', ...conditionAt(2)],
    ['!', ...conditionAt(1)],
    ['a &&', ...conditionAt(4)],
    ['a && ', ...conditionAt(5)],
    ['a ||', ...conditionAt(4)],
    ['&& a', ...conditionAt(0)],
    ['a || || b', ...conditionAt(5)],
    ['a && )', ...conditionAt(5)],
    ['()', ...conditionAt(1)],
    ['(', ...conditionAt(1)],
    ['== a', ...conditionAt(0)],
    ["'a' == b", ...conditionAt(0)],
    ['/a/', ...conditionAt(0)],
    ['in', ...conditionAt(0)],
    ['in list', ...conditionAt(0)],
    ['not a', ...conditionAt(0)],
    ['"a"', ...conditionAt(0)],
    ['!= a', ...conditionAt(1)],
    ['(a', 'expected )', 2],
    ['((a)', 'expected )', 4],
    ['a)', 'unmatched )', 1],
    ['(a))', 'unmatched )', 3],
    ['fileType ==', 'expected a value', 11],
    ['a == ', 'expected a value', 5],
    ['a == && b', 'expected a value', 5],
    ['a == "b"', 'expected a value', 5],
    ['a ==== b', 'expected a value', 5],
    ['a !=', 'expected a value', 4],
    ['(a ==)', 'expected a value', 5],
    ["a == 'b", 'unclosed quote', 5],
    ["a == '", 'unclosed quote', 5],
    ["a in 'b", 'unclosed quote', 5],
    ['a <', 'expected a number', 3],
    ['a < b', 'expected a number', 4],
    ['a >= 1x', 'expected a number', 5],
    ["a >= ''", 'expected a number', 5],
    ['a<b', 'expected a number', 2],
    ['a =~', 'expected a pattern such as /json/i', 4],
    ['a =~ b', 'expected a pattern such as /json/i', 5],
    ["a =~ '/b/'", 'expected a pattern such as /json/i', 5],
    ['a =~ /b', 'unclosed pattern', 5],
    ['a =~ /', 'unclosed pattern', 5],
    ['a =~ /[/', 'unclosed pattern', 5],
    ['a =~ /b\\/', 'unclosed pattern', 5],
    ['a =~ /b\\', 'unclosed pattern', 5],
    ['a =~ /b/x', 'unknown flag x', 8],
    ['a =~ /b/iI', 'unknown flag I', 9],
    [`a =~ /${'b'.repeat(MAX_PATTERN + 1)}/`, 'pattern of more than 256 characters', 5],
    ['a in', 'expected a context key', 4],
    ['a in (b)', 'expected a context key', 5],
    ['a not', 'expected in', 5],
    ['a not b', 'expected in', 6],
    ['a not in', 'expected a context key', 8],
    ['a b', 'expected an operator such as == or &&', 2],
    ['a = b', 'expected an operator such as == or &&', 2],
    ['a & b', 'expected an operator such as == or &&', 2],
    ['a | b', 'expected an operator such as == or &&', 2],
    ['a ~ b', 'expected an operator such as == or &&', 2],
    ['a !b', 'expected an operator such as == or &&', 2],
    ['a == b c', 'expected an operator such as == or &&', 7],
    ["a == 'it's", 'expected an operator such as == or &&', 9],
    ['(a b)', 'expected an operator such as == or &&', 3],
    ['a in b c', 'expected an operator such as == or &&', 7],
    ['!a == b', 'unexpected ==', 3],
    ['(a) == b', 'unexpected ==', 4],
    ['a == b == c', 'unexpected ==', 7],
    ['true == a', 'unexpected ==', 5],
    ['a < 1 < 2', 'unexpected <', 6],
    ['(!a =~ /b/)', 'unexpected =~', 4],
    [`${'('.repeat(101)}a`, 'more than 100 levels of parentheses', 100],
  ])('%s', (text, what, offset) => {
    expect(parseWhen(text)).toEqual({
      ok: false,
      issue: { message: `${what} at character ${offset + 1}`, offset },
    });
  });
});

describe('a parsed clause', () => {
  it.each<[text: string, keys: string[]]>([
    ['a', ['a']],
    ['!a && (b || a)', ['a', 'b']],
    ['a == b', ['a']],
    ['a != true', ['a']],
    ['a in b', ['a', 'b']],
    ["a not in 'b c'", ['a', 'b c']],
    ['a =~ /b/', ['a']],
    ['a < 5', ['a']],
    ['true || false', []],
    ['__proto__ && constructor', ['__proto__', 'constructor']],
  ])('%s reads %j', (text, keys) => {
    expect([...parsed(text).keys]).toEqual(keys);
  });

  it('names its patterns, without the flags that mean nothing here', () => {
    expect(parsed('a =~ /x\\/y/gi && !(b =~ /[/]z/ysm)').patterns).toEqual([
      { source: 'x\\/y', flags: 'i' },
      { source: '[/]z', flags: 'sm' },
    ]);
  });

  it('asks the matcher it is given, and no other engine', () => {
    const matcher = vi.fn(() => true);
    const clause = parsed('name =~ /^(a+)+$/i');
    expect(clause.evaluate(() => 'b', matcher)).toBe(true);
    expect(matcher.mock.calls).toEqual([['^(a+)+$', 'i', 'b']]);
    expect(
      clause.evaluate(
        () => 'aa',
        () => false,
      ),
    ).toBe(false);
  });

  it('takes a pattern that no engine would: the host finds out when it compiles it', () => {
    expect(parsed('a =~ /(/').patterns).toEqual([{ source: '(', flags: '' }]);
  });

  it('asks for nothing it does not need', () => {
    const get = vi.fn((key: string) => key === 'a');
    expect(parsed('a || b && c').evaluate(get, match)).toBe(true);
    expect(get.mock.calls).toEqual([['a']]);
  });

  it('runs no code of a value', () => {
    const trap = () => {
      throw new Error('called');
    };
    const hostile = { toString: trap, valueOf: trap, [Symbol.toPrimitive]: trap };
    for (const text of ['a == x', 'a != 5', 'a < 5', 'a >= 5', 'a =~ /x/', 'a in a', 'a'])
      expect(() => parsed(text).evaluate(() => hostile, match)).not.toThrow();
  });

  it('is parsed and evaluated at any length', () => {
    const many = 50_000;
    expect(parsed(Array.from({ length: many }, () => 'a').join(' && ')).evaluate(() => true, match)).toBe(
      true,
    );
    expect(parsed(Array.from({ length: many }, () => 'a').join('||')).evaluate(() => false, match)).toBe(
      false,
    );
    expect(parsed(`${'!'.repeat(2 * many + 1)}a`).evaluate(() => true, match)).toBe(false);
    expect(parsed(`${'('.repeat(100)}a${')'.repeat(100)}`).evaluate(() => true, match)).toBe(true);
    const apart = Array.from({ length: 101 }, () => '(a)').join('&&');
    expect(parsed(apart).evaluate(() => true, match)).toBe(true);
    for (const piece of ['(', '!(', 'a==', "'", 'a=~/[', 'a<', 'a not ', 'a &&(', '\u00a0', '\\'])
      expect(parseWhen(piece.repeat(100_000 / piece.length)).ok).toBe(piece === '\\');
  });
});

describe('a manifest', () => {
  const withWhen = (when: unknown) =>
    parseManifest({
      id: 'hello',
      name: 'Hello',
      version: '1.0.0',
      main: 'main.js',
      contributes: { commands: [{ id: 'run', title: 'Run', when }] },
    });

  it('may have a condition', () => {
    expect(withWhen("a == 'b' && c =~ /(/").ok).toBe(true);
    expect(withWhen(undefined).ok).toBe(true);
  });

  it.each([
    ['fileType ==', 'must be a condition: expected a value at character 12'],
    ['', 'must be a condition: expected a condition at character 1'],
    [5, 'must be a string'],
    ['a'.repeat(1001), 'must have at most 1000 characters'],
  ])('is refused with %j', (when, message) => {
    const result = withWhen(when);
    expect(!result.ok && result.issues.map((issue) => issue.message)).toEqual([
      `contributes.commands[0].when ${message}`,
    ]);
  });
});
