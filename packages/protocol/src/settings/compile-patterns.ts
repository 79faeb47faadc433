import { errorMessage } from '../errors.ts';
import { type LinearPattern, loadPatternCompiler, type PatternCompiler } from '../pattern/linear-pattern.ts';
import { MAX_PATTERN_SIZE, patternSize } from './pattern-size.ts';

/** The patterns of a schema by setting, and why the others cannot be applied. */
export interface CompiledPatterns {
  readonly patterns: ReadonlyMap<string, LinearPattern>;
  readonly problems: readonly { readonly field: string; readonly message: string }[];
}

/** In a file of its own, which a page downloads with the library for its first pattern. */
export async function compilePatterns(
  sources: Iterable<readonly [name: string, source: string]>,
): Promise<CompiledPatterns> {
  const compile = await loadPatternCompiler();
  const patterns = new Map<string, LinearPattern>();
  const problems: { field: string; message: string }[] = [];
  for (const [field, source] of sources) {
    const compiled = compilePattern(compile, source);
    if (typeof compiled === 'string') problems.push({ field, message: compiled });
    else patterns.set(field, compiled);
  }
  return { patterns, problems };
}

/** The pattern, or why it cannot be applied. */
function compilePattern(compile: PatternCompiler, source: string): LinearPattern | string {
  if (patternSize(source) > MAX_PATTERN_SIZE)
    return `repeats too much: written out it may have at most ${MAX_PATTERN_SIZE} characters`;
  try {
    return compile(source);
  } catch (error) {
    // The compiler's own words name the pattern once more; those of its library say what is wrong.
    const reason = error instanceof Error ? (error.cause ?? error) : error;
    return `cannot be used: ${errorMessage(reason)}`;
  }
}
