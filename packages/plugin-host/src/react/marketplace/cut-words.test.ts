import { expect, it } from 'vitest';
import { cutWords } from './cut-words.ts';

const long = 'a'.repeat(1000);

it.each([
  ['a word of 100,000 letters', 'a'.repeat(100_000), `${long}…`],
  ['only that one', `before ${long}b after ${long}`, `before ${long}… after ${long}`],
  ['no character in half', '🎨'.repeat(1001), `${'🎨'.repeat(1000)}…`],
  ['no text of 1000 words', 'word '.repeat(1000), 'word '.repeat(1000)],
  ['no Chinese, which has no spaces', '插件'.repeat(5000), '插件'.repeat(5000)],
  ['no Thai', 'ปลั๊กอิน'.repeat(500), 'ปลั๊กอิน'.repeat(500)],
])('cuts %s', (_, text, cut) => {
  expect(cutWords(text)).toBe(cut);
});
