import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseWhen } from './when-clause.ts';

/** The language once more, as a tree: `space` and `extra` only change how it is printed. */
type Tree =
  | { kind: 'constant'; value: boolean }
  | { kind: 'key'; key: string }
  | { kind: 'not'; of: Tree }
  | { kind: 'and' | 'or'; left: Tree; right: Tree }
  | { kind: 'equal'; key: string; operator: '==' | '===' | '!=' | '!=='; value: string; quoted: boolean }
  | { kind: 'compare'; key: string; operator: '<' | '<=' | '>' | '>='; value: number; quoted: boolean }
  | { kind: 'in'; key: string; list: string; negated: boolean }
  | { kind: 'match'; key: string; part: string };

const KEYS = ['a', 'b.c', 'd:e', 'f-1', 'inner', 'nothing', '__proto__', 'constructor'];
const TEXTS = ['', 'x', 'true', 'false', '0', '1', '5.0', 'in', 'not', '/a/b', 'ü', '-2', 'a'];

const key = fc.constantFrom(...KEYS);
const leaf: fc.Arbitrary<Tree> = fc.oneof(
  fc.record({ kind: fc.constant('constant' as const), value: fc.boolean() }),
  fc.record({ kind: fc.constant('key' as const), key }),
  fc.record({
    kind: fc.constant('equal' as const),
    key,
    operator: fc.constantFrom('==' as const, '===' as const, '!=' as const, '!==' as const),
    value: fc.oneof(fc.constantFrom(...TEXTS), fc.stringMatching(/^[^']{0,8}$/)),
    quoted: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('compare' as const),
    key,
    operator: fc.constantFrom('<' as const, '<=' as const, '>' as const, '>=' as const),
    value: fc.oneof(fc.integer({ min: -2, max: 6 }), fc.double({ noNaN: true })),
    quoted: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('in' as const), key, list: key, negated: fc.boolean() }),
  fc.record({ kind: fc.constant('match' as const), key, part: fc.constantFrom('x', 'a/b', ']', '1', 'ü') }),
);
const tree = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 6 },
    leaf,
    fc.record({ kind: fc.constant('not' as const), of: tie('tree') }),
    fc.record({
      kind: fc.constantFrom('and' as const, 'or' as const),
      left: tie('tree'),
      right: tie('tree'),
    }),
  ),
})).tree;

const context = fc.dictionary(
  key,
  fc.oneof(
    fc.boolean(),
    fc.constantFrom(null, undefined, 0, 1, 5, -2, Number.NaN),
    fc.constantFrom(...TEXTS),
    fc.array(fc.oneof(fc.constantFrom(...TEXTS), fc.integer({ min: 0, max: 5 })), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...TEXTS), fc.boolean(), { maxKeys: 3 }),
  ),
);

/** How tightly each binds: what binds less stands in parentheses within it. */
const LEVEL = { or: 0, and: 1, not: 2, constant: 3, key: 3, equal: 2, compare: 2, in: 2, match: 2 };

function print(node: Tree, random: () => number): string {
  const gap = (atLeast = '') => atLeast + ['', ' ', '  ', '\t', '\n'][random() % 5];
  const wrap = (text: string) => `(${gap()}${text}${gap()})`;
  const within = (child: Tree, level: number) => {
    const text = print(child, random);
    return LEVEL[child.kind] < level || random() % 4 === 0 ? wrap(text) : text;
  };
  const binary = (left: string, operator: string, right: string) => left + gap() + operator + gap() + right;
  switch (node.kind) {
    case 'constant':
      return String(node.value);
    case 'key':
      return node.key;
    case 'not':
      // Of a comparison, `!` would take the key alone.
      return `!${gap()}${within(node.of, node.of.kind === 'not' ? 2 : 3)}`;
    case 'and':
      return binary(within(node.left, 1), '&&', within(node.right, 1));
    case 'or':
      return binary(within(node.left, 0), '||', within(node.right, 0));
    case 'equal':
      return binary(node.key, node.operator, isPlain(node) ? node.value : `'${node.value}'`);
    case 'compare':
      return binary(node.key, node.operator, node.quoted ? `'${node.value}'` : String(node.value));
    case 'in':
      return `${node.key}${gap(' ')}${node.negated ? `not${gap(' ')}` : ''}in${gap(' ')}${node.list}`;
    case 'match':
      return binary(node.key, '=~', `/${node.part.replace(/[/\]]/g, '\\$&')}/`);
  }
}

function isPlain({ value, quoted }: { value: string; quoted: boolean }): boolean {
  return !quoted && /^[\w./ü-]+$/.test(value);
}

function naive(node: Tree, values: Map<string, unknown>): boolean {
  switch (node.kind) {
    case 'constant':
      return node.value;
    case 'key':
      return Boolean(values.get(node.key));
    case 'not':
      return !naive(node.of, values);
    case 'and':
      return naive(node.left, values) && naive(node.right, values);
    case 'or':
      return naive(node.left, values) || naive(node.right, values);
    case 'equal': {
      const value = values.get(node.key);
      let same: boolean;
      if (isPlain(node) && node.value === 'true') same = Boolean(value);
      else if (isPlain(node) && node.value === 'false') same = !value;
      else if (typeof value === 'object') same = false;
      // biome-ignore lint/suspicious/noDoubleEquals: what the language promises
      else same = value == node.value;
      return node.operator.startsWith('!') ? !same : same;
    }
    case 'compare': {
      const value = values.get(node.key);
      if (typeof value !== 'number' && (typeof value !== 'string' || value.trim() === '')) return false;
      const left = Number(value);
      switch (node.operator) {
        case '<':
          return left < node.value;
        case '<=':
          return left <= node.value;
        case '>':
          return left > node.value;
        case '>=':
          return left >= node.value;
      }
      return false;
    }
    case 'in': {
      const list = values.get(node.list);
      const item = values.get(node.key);
      let inside = false;
      if (Array.isArray(list)) inside = list.some((member) => Object.is(member, item));
      else if (list && typeof list === 'object' && typeof item === 'string')
        inside = Object.keys(list).includes(item);
      return inside !== node.negated;
    }
    case 'match': {
      const value = values.get(node.key);
      return typeof value === 'string' && value.includes(node.part);
    }
  }
}

function keysOf(node: Tree): string[] {
  switch (node.kind) {
    case 'constant':
      return [];
    case 'not':
      return keysOf(node.of);
    case 'and':
    case 'or':
      return [...keysOf(node.left), ...keysOf(node.right)];
    case 'in':
      return [node.key, node.list];
    default:
      return [node.key];
  }
}

describe('when clauses in general', () => {
  it('mean what a naive evaluator says, however they are written', () => {
    fc.assert(
      fc.property(tree, context, fc.infiniteStream(fc.nat()), (node, values, randomness) => {
        const text = print(node, () => randomness.next().value);
        const result = parseWhen(text);
        if (!result.ok) throw new Error(`${text}: ${result.issue.message}`);
        const map = new Map(Object.entries(values));
        const match = (source: string, _: string, subject: string) =>
          subject.includes(source.replace(/\\(.)/g, '$1'));
        expect(result.clause.evaluate((name) => map.get(name), match)).toBe(naive(node, map));
        expect([...result.clause.keys].sort()).toEqual([...new Set(keysOf(node))].sort());
      }),
      { numRuns: 3000 },
    );
  });

  it('of any text are parsed or refused at a place within it', () => {
    const piece = fc.constantFrom(
      ...[
        '(',
        ')',
        '!',
        '&&',
        '||',
        '==',
        '=~',
        '<',
        '>=',
        ' in ',
        ' not ',
        "'",
        '/',
        '/i',
        'a',
        ' ',
        '5',
        '=',
        '&',
      ],
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ maxLength: 300 }),
      fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join('')),
    );
    fc.assert(
      fc.property(text, (input) => {
        const result = parseWhen(input);
        if (result.ok) {
          expect(
            typeof result.clause.evaluate(
              () => undefined,
              () => false,
            ),
          ).toBe('boolean');
        } else {
          const { offset, message } = result.issue;
          expect(offset).toBeGreaterThanOrEqual(0);
          expect(offset).toBeLessThanOrEqual(input.length);
          expect(message).toContain(` at character ${offset + 1}`);
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('of 100,000 characters are parsed or refused', () => {
    const piece = fc.stringMatching(/^[a()!&|=<>~'/ \\[\]5]{1,12}$/);
    fc.assert(
      fc.property(piece, (part) => {
        const result = parseWhen(part.repeat(Math.ceil(100_000 / part.length)));
        expect(result.ok || result.issue.message.length < 100).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});
