/** No more text than this is tested: a pattern is the plugin author's, the time it takes is the user's. */
const MAX_TEXT = 1000;
const MAX_UNBOUNDED = 3;

/**
 * Whether `text` as a whole matches a pattern out of a manifest. A pattern that could take exponential time, or that is
 * no pattern, is not applied: it would freeze the page, and the plugin has to check its input anyway.
 */
export function matchesPattern(text: string, pattern: string): boolean {
  if (text.length > MAX_TEXT || !isTame(pattern)) return true;
  try {
    return new RegExp(`^(?:${pattern})$`, 'u').test(text);
  } catch {
    return true;
  }
}

/** No quantified group, no back-reference, few unbounded quantifiers: the time is a small power of the text's length. */
function isTame(pattern: string): boolean {
  const bare = pattern.replace(/\\[^1-9k]/g, 'x').replace(/\[[^\]]*\]/g, 'x');
  if (/\\[1-9k]/.test(bare) || /\)[*+{]/.test(bare)) return false;
  return (bare.match(/[*+]|\{\d+,\d*\}/g) ?? []).length <= MAX_UNBOUNDED;
}
