/** Matching takes time in proportion to the text and to this; what an author writes by hand is far below it. */
export const MAX_PATTERN_SIZE = 500;

/**
 * How many characters, classes and the like an expression comes to when its counted repetitions are written out: `[a-z]{1,60}` is
 * 60. An estimate from the text alone, because compiling a large one is what takes long. The syntax of RE2, which `\Q` is left
 * out of.
 */
export function patternSize(source: string): number {
  if (source.includes('\\Q')) return Number.POSITIVE_INFINITY;
  const outer: number[] = [];
  let size = 0;
  let last = 0;
  const add = (amount: number) => {
    last = amount;
    size += amount;
  };
  for (const [token, most] of tokens(source)) {
    if (most !== undefined) {
      size -= last;
      add(last * Math.max(most, 1));
    } else if (token === '(') {
      outer.push(size);
      size = 0;
    } else if (token === ')') {
      const group = size;
      size = outer.pop() ?? 0;
      add(group);
    } else add(1);
  }
  return size + outer.reduce((sum, each) => sum + each, 0);
}

// A counted repetition, an escape (a class of characters may have braces of its own), a class, or one character.
const TOKEN =
  /\{(?<least>\d+)(?:,(?<most>\d*))?\}|\\(?:[pPux]\{[^}]*\}|[\s\S])|\[\^?(?:\\[\s\S]|[^\]\\])*\]|[\s\S]/g;

function* tokens(source: string): Iterable<[token: string, repeats: number | undefined]> {
  for (const { 0: token, groups } of source.matchAll(TOKEN)) {
    const repeats = groups?.least === undefined ? undefined : Number(groups.most || groups.least);
    yield [token, repeats];
  }
}
