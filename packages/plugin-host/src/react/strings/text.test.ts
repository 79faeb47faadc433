import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MARKETPLACE_STRINGS } from './marketplace-strings.ts';
import { fillText, pickForm } from './text.ts';
import { createStrings } from './use-strings.tsx';

describe('texts', () => {
  it('have a form for each plural of the language', () => {
    const { text } = createStrings({}, 'en', MARKETPLACE_STRINGS);
    expect([0, 1, 1234].map((count) => text('marketplace.found', { count }))).toEqual([
      '0 plugins found',
      '1 plugin found',
      '1,234 plugins found',
    ]);
    const form = { one: 'a', few: 'b', other: 'c' };
    expect([1, 2, 5].map((count) => pickForm(form, 'pl', count))).toEqual(['a', 'b', 'c']);
  });

  it('are the app’s own where it has some, ours where it has none', () => {
    const { text } = createStrings({ 'manager.installed': 'Installiert' }, 'de', MARKETPLACE_STRINGS);
    expect([text('manager.installed'), text('manager.marketplace')]).toEqual(['Installiert', 'Marketplace']);
    expect(createStrings({}, 'de', MARKETPLACE_STRINGS).text('marketplace.found', { count: 1234 })).toBe(
      '1.234 plugins found',
    );
  });

  it('never look into a value for names', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (first, second) => {
        expect(fillText('{a}|{b}|{c}', { a: first, b: second })).toBe(`${first}|${second}|{c}`);
      }),
    );
    expect(fillText('{toString} {a}', { a: '{b}', b: 'x' })).toBe('{toString} {b}');
  });
});
