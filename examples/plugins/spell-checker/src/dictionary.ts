import { BASE_WORDS, FIXED_WORDS } from './words.ts';

const LETTERS = "abcdefghijklmnopqrstuvwxyz'";
/** After a short vowel the last letter is doubled: `stop` does not become `stoped`. */
const UNDOUBLED = /^(?![^aeiou]*[aeiou][bdglmnprt]$).*[^e]$/;
/** Endings, what stands in their place in the word without them, and what that has to look like. */
const ENDINGS: readonly (readonly [ending: string, instead: string, root: RegExp])[] = [
  ["'s", '', /./],
  ["s'", 's', /./],
  ['s', '', /(?:[^sxzy]|[aeiou]y)$/],
  ['es', '', /(?:s|x|z|ch|sh|o)$/],
  ['ies', 'y', /[^aeiou]y$/],
  ['ed', 'e', /e$/],
  ['ed', '', UNDOUBLED],
  ['ied', 'y', /y$/],
  ['ing', 'e', /[^e]e$/],
  ['ing', '', UNDOUBLED],
  ['ing', '', /ee$/],
  ['er', 'e', /e$/],
  ['er', '', UNDOUBLED],
  ['ier', 'y', /y$/],
  ['est', 'e', /e$/],
  ['est', '', UNDOUBLED],
  ['iest', 'y', /y$/],
  ['ly', '', /[^y]$/],
  ['ily', 'y', /y$/],
  ['ly', 'le', /le$/],
  ['ness', '', /./],
  ['less', '', /./],
  ['able', '', /[^e]$/],
];
/** Endings before which the last letter of a short word is doubled: `stopped`, `running`, `bigger`. */
const DOUBLING = /([bdglmnprt])\1(?:ed|ing|er|est)$/;
/** `designers` is `design` with two of them. */
const MOST_ENDINGS = 2;
/** Shorter words take none: `ans` is no word. */
const SHORTEST_ROOT = 3;

/** Knows which words are right, and which ones are meant by others. Words are compared in small letters. */
export interface Dictionary {
  has(word: string): boolean;
  /** Three at most, the likeliest first, written as `word` is: with a capital, or all in capitals. */
  suggest(word: string): string[];
}

/** @param own words of the user, beside those of the dictionary */
export function createDictionary(own: Iterable<string> = []): Dictionary {
  const roots = new Set(BASE_WORDS);
  const known = new Set([...BASE_WORDS, ...FIXED_WORDS, ...[...own].map(normalised)]);
  const all = [...known];

  const isRight = (word: string, endings = MOST_ENDINGS): boolean =>
    known.has(word) || (endings > 0 && rootsOf(word).some((root) => isRoot(root, endings - 1)));
  const isRoot = (word: string, endings: number): boolean =>
    word.length >= SHORTEST_ROOT &&
    (roots.has(word) || (endings > 0 && !known.has(word) && isRight(word, endings)));

  return {
    has: (word) => isRight(normalised(word)),
    suggest(given) {
      const word = normalised(given);
      const near = [...editsOf(word)].filter((edit) => isRight(edit));
      const found =
        near.length >= 3 ? near : [...near, ...all.filter((other) => distance(word, other, 2) <= 2)];
      return [...new Set(found)]
        .map((suggestion) => ({ suggestion, cost: costOf(word, suggestion) }))
        .sort((one, other) => one.cost - other.cost)
        .slice(0, 3)
        .map(({ suggestion }) => writtenAs(given, suggestion));
    },
  };
}

/** As words are kept: in small letters, with a straight apostrophe. */
export function normalised(word: string): string {
  return word.toLowerCase().replaceAll('’', "'");
}

function rootsOf(word: string): string[] {
  const found = ENDINGS.flatMap(([ending, instead, shape]) => {
    if (!word.endsWith(ending)) return [];
    const root = word.slice(0, -ending.length) + instead;
    return shape.test(root) ? [root] : [];
  });
  const doubled = DOUBLING.exec(word);
  return doubled ? [...found, word.slice(0, doubled.index + 1)] : found;
}

/** Every text that is one slip of the keyboard away: a letter too many, too few, another one, or two that have changed places. */
function* editsOf(word: string): Generator<string> {
  for (let at = 0; at <= word.length; at++) {
    const before = word.slice(0, at);
    const after = word.slice(at);
    if (after.length > 1) yield before + after.charAt(1) + after.charAt(0) + after.slice(2);
    if (after !== '') yield before + after.slice(1);
    for (const letter of LETTERS) {
      yield before + letter + after;
      if (after !== '') yield before + letter + after.slice(1);
    }
  }
}

/** Fewer slips first, and an apostrophe is hardly one; of equals, those that begin alike, for the first letter is seldom wrong, and those of about the same length. */
function costOf(word: string, suggestion: string): number {
  const begins = word.charAt(0) === suggestion.charAt(0) ? 0 : 0.5;
  const slips = distance(word.replaceAll("'", ''), suggestion.replaceAll("'", ''), 2);
  return slips + begins + Math.abs(word.length - suggestion.length) / 10;
}

/**
 * How many letters have to be added, removed, exchanged or swapped with their neighbour; `most` + 1 for any number above `most`.
 * (The optimal string alignment distance.)
 */
export function distance(one: string, other: string, most: number): number {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let before: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row++) {
    const now = [row];
    for (let column = 1; column <= other.length; column++) {
      const same = one[row - 1] === other[column - 1] ? 0 : 1;
      const swapped = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      now[column] = Math.min(
        (last[column] ?? 0) + 1,
        (now[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + same,
        swapped ? (before[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
      );
    }
    if (Math.min(...now) > most) return most + 1;
    [before, last] = [last, now];
  }
  return Math.min(last[other.length] ?? 0, most + 1);
}

function writtenAs(model: string, word: string): string {
  if (model.length > 1 && model === model.toUpperCase()) return word.toUpperCase();
  const first = model.charAt(0);
  return first === first.toUpperCase() ? word.charAt(0).toUpperCase() + word.slice(1) : word;
}
