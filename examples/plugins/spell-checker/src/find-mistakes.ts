import type { Dictionary } from './dictionary.ts';

/** A word that is not in the dictionary, and where it stands. */
export interface Mistake {
  readonly word: string;
  /** Of its first character in the text. */
  readonly start: number;
  /** From 1. */
  readonly line: number;
}

/**
 * Blocks and pieces of code, addresses, and names with digits, underscores or dots: nobody spells them. What could be long is bounded,
 * so that no text takes more than its length in time.
 */
const NOT_PROSE =
  /```[\s\S]*?(?:```|$)|`[^`\n]*`|\b\w+:\/\/\S+|[^\s@]{1,64}@\S+|#\w+|\b[\w-]{0,64}[\d_][\w-]*|\b\w+(?:\.\w+)+/g;
const WORD = /\p{L}+(?:['’]\p{L}+)*/gu;
/** Words in other letters are of other languages; `iPhone` and `NASA` are names. */
const SPELT = /^(?:[A-Z]?[a-z'’]+|[A-Z'’]{5,})$/;

/** Letters. What is longer or shorter is no word. */
const SHORTEST = 3;
const LONGEST = 40;

/** The words of a text that the dictionary does not have, in their order. */
export function findMistakes(text: string, dictionary: Dictionary): Mistake[] {
  const prose = text.replace(NOT_PROSE, (code) => code.replace(/[^\n]/g, ' '));
  const mistakes: Mistake[] = [];
  let line = 1;
  let counted = 0;
  for (const { 0: word, index: start } of prose.matchAll(WORD)) {
    for (; counted < start; counted++) if (prose[counted] === '\n') line++;
    if (isSpelt(word) && !dictionary.has(word)) mistakes.push({ word, start, line });
  }
  return mistakes;
}

function isSpelt(word: string): boolean {
  return word.length >= SHORTEST && word.length <= LONGEST && SPELT.test(word);
}
