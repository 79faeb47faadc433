import { errorMessage, PluginError } from '../errors.ts';
import { MAX_PATTERN } from './max-pattern.ts';

/** A regular expression whose matching takes time in proportion to the text, whatever the expression is. */
export interface LinearPattern {
  /** Whether the expression matches somewhere in the text. */
  find(text: string): boolean;
  /** Whether it matches the text as a whole. */
  matches(text: string): boolean;
}

/**
 * Compiles an expression in the syntax of RE2: that of JavaScript without look-around and back-references.
 *
 * @param flags any of `i` (case does not matter), `m` (`^` and `$` at each line) and `s` (`.` matches line ends); `u` and `g`
 * change nothing
 * @throws PluginError `INVALID_ARGUMENT`, saying what is wrong with the expression
 */
export type PatternCompiler = (source: string, flags?: string) => LinearPattern;

/**
 * The compiler. Its library is large and loaded when it is first needed: a page without patterns does without it.
 *
 * @example
 * const compile = await loadPatternCompiler();
 * compile('[a-z]+').matches('abc') // true
 */
export async function loadPatternCompiler(): Promise<PatternCompiler> {
  const { RE2JS } = await import('re2js');
  const FLAGS = { i: RE2JS.CASE_INSENSITIVE, m: RE2JS.MULTILINE, s: RE2JS.DOTALL, u: 0, g: 0 } as const;

  return (source, flags = '') => {
    if (source.length > MAX_PATTERN)
      throw new PluginError('INVALID_ARGUMENT', `A pattern has at most ${MAX_PATTERN} characters`);
    let bits = 0;
    for (const flag of flags) {
      if (!Object.hasOwn(FLAGS, flag))
        throw new PluginError('INVALID_ARGUMENT', `“${flag}” is no flag of a pattern: use i, m or s`);
      bits |= FLAGS[flag as keyof typeof FLAGS];
    }
    try {
      const compiled = RE2JS.compile(RE2JS.translateRegExp(source), bits);
      return { find: (text) => compiled.test(text), matches: (text) => compiled.testExact(text) };
    } catch (cause) {
      throw new PluginError(
        'INVALID_ARGUMENT',
        `The pattern ${source} cannot be used: ${errorMessage(cause)}`,
        {
          cause,
        },
      );
    }
  };
}
