import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDictionary, distance } from './dictionary.ts';
import { findMistakes } from './find-mistakes.ts';
import { BASE_WORDS, FIXED_WORDS } from './words.ts';

const dictionary = createDictionary();

describe('the dictionary', () => {
  it('has each word once', () => {
    const all = [...BASE_WORDS, ...FIXED_WORDS];
    expect(all.filter((word, index) => all.indexOf(word) !== index)).toEqual([]);
  });

  it.each(
    'design designs designed designing designers stopped running bigger happiest libraries boxes carefully using agreed simply'.split(
      ' ',
    ),
  )('has %s', (word) => expect(dictionary.has(word)).toBe(true));

  it.each('desing designz boxs librarys stoped runing thes ands recieve'.split(' '))(
    'does not have %s',
    (word) => expect(dictionary.has(word)).toBe(false),
  );

  it.each([
    ['teh', 'the'],
    ['recieve', 'receive'],
    ['Desing', 'Design'],
    ['COLUOR', 'COLOUR'],
    ['seperate', 'separate'],
    ['projetcs', 'projects'],
    ['definately', 'definitely'],
    ['dont', "don't"],
  ])('takes %s for %s', (word, meant) => {
    const suggestions = dictionary.suggest(word);
    expect(suggestions).toContain(meant);
    expect(suggestions.length).toBeLessThanOrEqual(3);
  });

  it('suggests only what it has, and nothing for what is like no word', () => {
    for (const word of ['wrod', 'speling', 'panle']) {
      const suggestions = dictionary.suggest(word);
      expect(suggestions).not.toEqual([]);
      for (const suggestion of suggestions) expect(dictionary.has(suggestion)).toBe(true);
    }
    expect(dictionary.suggest('qqqqqqqqqq')).toEqual([]);
  });

  it('has the words of the user, with their endings left alone', () => {
    const own = createDictionary(['Fluxy']);
    expect([own.has('fluxy'), own.has('Fluxy'), own.has('fluxies')]).toEqual([true, true, false]);
    expect(own.suggest('fluxi')[0]).toBe('fluxy');
  });
});

describe('the distance of two words', () => {
  const word = fc.string({ minLength: 0, maxLength: 8, unit: fc.constantFrom('a', 'b', 'c') });

  it('is none for the same, the same both ways, and never above the limit by more than one', () => {
    fc.assert(
      fc.property(word, word, (one, other) => {
        expect(distance(one, one, 2)).toBe(0);
        expect(distance(one, other, 2)).toBe(distance(other, one, 2));
        expect(distance(one, other, 2)).toBeLessThanOrEqual(3);
        expect(distance(one, other, 2) === 0).toBe(one === other);
      }),
    );
  });

  it('counts a swap of neighbours as one', () => {
    expect(distance('board', 'baord', 2)).toBe(1);
    expect(distance('board', 'boards', 2)).toBe(1);
    expect(distance('board', 'bird', 2)).toBe(2);
  });
});

describe('mistakes in a text', () => {
  const words = (text: string) => findMistakes(text, dictionary).map(({ word, line }) => `${word} ${line}`);

  it('are named with their place', () => {
    expect(findMistakes('A new\ndesing, and teh end', dictionary)).toEqual([
      { word: 'desing', start: 6, line: 2 },
      { word: 'teh', start: 18, line: 2 },
    ]);
  });

  it('are not looked for in a text without a space, however long', () => {
    for (const piece of ['a', 'a-', '@', 'a.', '-'])
      expect(words(`${piece.repeat(200_000 / piece.length)} colr`).at(-1)).toBe('colr 1');
  });

  it('are not looked for in code, addresses, names and other languages', () => {
    const text =
      'The `colr` of https://exmaple.example/colr by mia@colr.example, colr.js, #fefefe, colr_2, v2beta, iPhone, NASA\n' +
      '```\ncolr\n```\nΓειά, größer, colr';
    expect(words(text)).toEqual(['colr 5']);
  });
});
