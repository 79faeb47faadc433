/**
 * Syntax of versions and ranges, without the library that compares them: a page that only shows plugins need not load it. Source:
 * semver.org 2.0.0 for versions, the range grammar of the npm `semver` package for ranges.
 */

const NUMBER = '(?:0|[1-9]\\d{0,15})';
const PRERELEASE_PART = `(?:${NUMBER}|\\d*[A-Za-z-][0-9A-Za-z-]*)`;
const SUFFIX = `(?:-${PRERELEASE_PART}(?:\\.${PRERELEASE_PART})*)?(?:\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?`;
const VERSION = new RegExp(`^${NUMBER}\\.${NUMBER}\\.${NUMBER}${SUFFIX}$`);

/** After a wildcard nothing but wildcards: `1.x`, never `x.1`. */
const WILD = '[xX*]';
const PARTIAL = `v?(?:${WILD}(?:\\.${WILD}){0,2}|${NUMBER}(?:\\.${WILD}){0,2}|${NUMBER}\\.${NUMBER}(?:\\.(?:${WILD}|${NUMBER}${SUFFIX}))?)`;
const COMPARATOR = new RegExp(`^(?:[<>]=?|=|\\^|~>?)? *${PARTIAL}$`);
const HYPHEN = new RegExp(`^${PARTIAL} +- +${PARTIAL}$`);

/** Whether the text is a version such as `1.2.3` or `1.0.0-beta.1+build.5`. */
export function isVersion(text: string): boolean {
  return VERSION.test(text);
}

/** Whether the text is a range such as `^1.2.0`, `>=1 <3`, `1.x || 2.0.0 - 2.5.0` or `*`. */
export function isVersionRange(text: string): boolean {
  return text.split('||').every((alternative) => isAlternative(alternative.trim()));
}

function isAlternative(text: string): boolean {
  if (text === '' || HYPHEN.test(text)) return true;
  // An operator may stand apart from its version: ">= 1.2".
  return text
    .replace(/([<>=^~]) +(?=[\dvxX*])/g, '$1')
    .split(/ +/)
    .every((comparator) => COMPARATOR.test(comparator));
}
