/** Longer than any name or reason a manifest may have; what is longer came around the check. */
const MAX_TEXT = 500;

/** Turns text around, for the text after it as well. A direction belongs into `dir`, on an element of its own. */
const BIDI_CONTROLS = '\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069';
/** Seen by nobody, so two names can differ in nothing but these. The joiners are not here: emoji and scripts need them. */
const INVISIBLE = '\\u00AD\\u115F\\u1160\\u180E\\u200B\\u2060-\\u2065\\u206A-\\u206F\\u3164\\uFEFF\\uFFA0';

const REMOVED = new RegExp(`[${BIDI_CONTROLS}${INVISIBLE}]|(?![\\t\\n\\r])\\p{Cc}`, 'gu');
/** Nothing but space, marks without a letter, and what is ignored by default, such as joiners. */
const BLANK = /^[\s\p{DI}\p{M}\u2800]*$/u;
/** No language puts more than four marks on a letter; a heap of them covers the lines around it. */
const HEAP_OF_MARKS = /(\p{M}{4})\p{M}+/gu;

/**
 * Text of a plugin as it may stand in the app: at most `max` UTF-16 units, without controls, characters that nobody sees, or heaps
 * of marks; `…` where nothing else is left. For attributes; in elements {@link PluginText} does it.
 *
 * @example
 * plainText('Palette\u202E') // 'Palette'
 */
export function plainText(text: string, max = MAX_TEXT): string {
  // What is cut off is not looked at: a name of 100 KB costs no more than one of two.
  const start = text.slice(0, max * 4);
  const clean = withoutHeaps(start.replace(REMOVED, ''));
  // A name of which nothing can be seen would leave a question without its subject.
  if (BLANK.test(clean) && text !== '') return '…';
  if (clean.length <= max && start.length === text.length) return clean;
  // Not through a pair of surrogates or a joined emoji.
  return `${clean.slice(0, max - 1).replace(/[\uD800-\uDBFF\u200D]+$/u, '')}…`;
}

/** A text without what covers the lines around it. */
export const withoutHeaps = (text: string): string => text.replace(HEAP_OF_MARKS, '$1');

/** Whether a text has characters that turn its direction around. */
export function hasBidiControls(text: string): boolean {
  return new RegExp(`[${BIDI_CONTROLS}]`, 'u').test(text);
}

/** Whether a text has characters that cannot be seen. */
export function hasInvisible(text: string): boolean {
  return new RegExp(`[${INVISIBLE}]|\\p{Script=Latin}[\\u200C\\u200D]|[\\u{E0000}-\\u{E0FFF}]`, 'u').test(
    text.replace(/\u{1F3F4}[\u{E0061}-\u{E007F}]+/gu, ''),
  );
}
