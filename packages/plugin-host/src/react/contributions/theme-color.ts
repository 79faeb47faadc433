/** Longer than any colour. */
const MAX_LENGTH = 64;

const HEX = /^#(?:[\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})$/i;
/** A number, percentage or angle. */
const VALUE = /[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:%|deg|turn|rad|grad)?/.source;
/** Values and nothing that could name or load something. Each text matches in one way only: a hostile one takes no time. */
const FUNCTION = new RegExp(
  `^(?:rgb|hsl)a?\\(\\s*${VALUE}(?:(?:\\s*[,/]\\s*|\\s+)${VALUE}){2,3}\\s*\\)$`,
  'i',
);
const NAMED = /^(?:transparent|currentcolor)$/i;

/**
 * Whether a value of a theme is a colour that may become a CSS value: hex, `rgb()`, `hsl()`, `transparent` or `currentColor`. A
 * `url()` or a `var()` is not one: it could tell a stranger's server who looks at the page, or undo what the app has set.
 */
export function isThemeColor(value: string): boolean {
  if (value.length > MAX_LENGTH) return false;
  return HEX.test(value) || FUNCTION.test(value) || NAMED.test(value);
}
