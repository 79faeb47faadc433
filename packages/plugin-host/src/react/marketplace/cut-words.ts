/** What ends a word: a space, or a letter of a script that is written without any and breaks between all of its letters. */
const END =
  '\\s\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}';
const LONG_WORD = new RegExp(`([^${END}]{1000})[^${END}]+`, 'gu');

/**
 * Without the end of words that nobody reads. To break lines inside of a word takes a browser a time that grows with the square of its
 * length: seconds, where a whole text is one.
 */
export function cutWords(text: string): string {
  return text.replace(LONG_WORD, '$1…');
}
