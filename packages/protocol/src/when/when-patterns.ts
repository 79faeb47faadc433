import { PluginError } from '../errors.ts';
import { loadPatternCompiler, type PatternCompiler } from '../pattern/linear-pattern.ts';
import { patternSize } from '../settings/pattern-size.ts';

/** Less than a setting may have: it is matched at each change of a key, while the user works. */
const MAX_SIZE = 200;

/**
 * The engine behind `=~`, for a host. A pattern whose counted repetitions come to more than 200 characters when they are written out
 * is refused: `[a-z]{1,60}` is 60.
 */
export async function loadWhenPatterns(): Promise<PatternCompiler> {
  const compile = await loadPatternCompiler();
  return (source, flags) => {
    if (patternSize(source) > MAX_SIZE) {
      throw new PluginError(
        'INVALID_ARGUMENT',
        `The pattern ${source} repeats too much: written out it may have at most ${MAX_SIZE} characters`,
      );
    }
    return compile(source, flags);
  };
}
