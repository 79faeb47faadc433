import { describe, expect, it } from 'vitest';
import { parseManifest } from './manifest.ts';

const minimal = { id: 'hello', name: 'Hello', version: '1.0.0', main: 'dist/main.js' };
const messagesOf = (manifest: object) => {
  const result = parseManifest({ ...minimal, ...manifest });
  return result.ok ? [] : result.issues.map(({ message }) => message);
};
const many = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => make(index));
const entries = (count: number, value: unknown) =>
  Object.fromEntries(many(count, (index) => [`k${index}`, value]));
const command = (index: number) => ({ id: `c${index}`, title: 'C' });
const extensions = (count: number) => many(count, (index) => `.x${index}`);

describe('a manifest has so many at most', () => {
  it.each<[string, number, (count: number) => object]>([
    ['contributes.commands', 500, (n) => ({ contributes: { commands: many(n, command) } })],
    [
      'contributes.menus',
      500,
      (n) => ({ contributes: { menus: many(n, (i) => ({ id: `m${i}`, command: 'c' })) } }),
    ],
    [
      'contributes.keybindings',
      500,
      (n) => ({ contributes: { keybindings: many(n, () => ({ command: 'c', key: 'f1' })) } }),
    ],
    ['contributes.events', 500, (n) => ({ contributes: { events: many(n, (i) => ({ id: `e${i}` })) } })],
    [
      'contributes.contextMenus[0].items',
      100,
      (n) => ({
        contributes: {
          contextMenus: [
            { id: 'm', targetType: 'file', items: many(n, (i) => ({ id: `m${i}`, command: 'c' })) },
          ],
        },
      }),
    ],
    [
      'contributes.languages[0].extensions',
      100,
      (n) => ({ contributes: { languages: [{ id: 'l', name: 'L', extensions: extensions(n) }] } }),
    ],
    [
      'contributes.themes[0].colors',
      500,
      (n) => ({
        contributes: { themes: [{ id: 't', name: 'T', type: 'dark', colors: entries(n, '#fff') }] },
      }),
    ],
    ['dependencies', 50, (n) => ({ dependencies: entries(n, '^1.0.0') })],
    ['exports.functions', 200, (n) => ({ exports: { functions: many(n, (i) => `f${i}`) } })],
    ['exports.commands', 200, (n) => ({ exports: { commands: many(n, (i) => `c${i}`) } })],
    ['activationEvents', 200, (n) => ({ activationEvents: many(n, (i) => `onEvent:e${i}`) })],
    ['permissions', 100, (n) => ({ permissions: many(n, () => 'ui') })],
    ['optionalPermissions', 100, (n) => ({ optionalPermissions: many(n, () => 'ui') })],
    ['network.hosts', 100, (n) => ({ network: { hosts: many(n, (i) => `h${i}.example.com`) } })],
    ['keywords', 50, (n) => ({ keywords: many(n, (i) => `k${i}`) })],
    ['categories', 50, (n) => ({ categories: many(n, (i) => `k${i}`) })],
    ['l10n', 100, (n) => ({ l10n: entries(n, {}) })],
    ['l10n.de', 5000, (n) => ({ l10n: { de: entries(n, 'Text') } })],
  ])('%s: %i', (field, most, make) => {
    expect(messagesOf(make(most))).toEqual([]);
    const [message, ...others] = messagesOf(make(most + 1));
    expect(message?.startsWith(`${field} must have at most ${most} `), message).toBe(true);
    expect(others).toEqual([]);
  });

  it('patterns in its conditions: 50, those of the same condition once', () => {
    const withConditions = (conditions: string[]) => ({
      contributes: {
        commands: conditions.slice(1).map((when, index) => ({ ...command(index), when })),
        contextMenus: [
          { id: 'm', targetType: 'file', items: [{ id: 'i', command: 'c', when: conditions[0] }] },
        ],
      },
    });
    const conditions = many(25, (index) => `a =~ /x${index}/ || b =~ /y${index}/`);
    expect(messagesOf(withConditions([...conditions, ...conditions, 'a == b']))).toEqual([]);
    expect(messagesOf(withConditions(['c =~ /z/', ...conditions]))).toEqual([
      'contributes must have at most 50 patterns (=~) in its conditions',
    ]);
  });
});

it('a function that is exported is not named then', () => {
  expect(messagesOf({ exports: { functions: ['mix', 'then'] } })).toEqual([
    'exports.functions[1] must not be “then”: activate() would return a promise that never ends',
  ]);
});
