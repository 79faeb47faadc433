import type { NewShape } from './studio.ts';

/** Characters that a shape takes. */
const LONGEST = 2_000;
const COLUMN = 36;
const LINE = 20;

/** An answer as a shape: one line as a text, more of them as a note. Right of and below where earlier ones lie. */
export function noteFor(answer: string, place: number): NewShape {
  const text = cut(plain(answer), LONGEST);
  const lines = text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / COLUMN)), 0);
  const at = { x: 96 + (place % 8) * 32, y: 96 + (place % 8) * 32 };
  if (lines === 1) return { kind: 'text', ...at, width: 420, height: 40, color: '#171717', text };
  return {
    kind: 'rect',
    ...at,
    width: 340,
    height: Math.min(900, 24 + lines * LINE),
    color: '#fef3c7',
    text,
  };
}

/** Without the marks of Markdown, which a shape would show. */
function plain(markdown: string): string {
  return markdown
    .replaceAll(/^#{1,6} +/gm, '')
    .replaceAll(/^(\s*)[-*] +/gm, '$1• ')
    .replaceAll(/\*\*|__|`/g, '')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}

/** Without U+0000 and half characters: a board with one could not be saved. */
function cut(text: string, length: number): string {
  const short = text.length <= length ? text : `${text.slice(0, length - 1)}…`;
  return short.replaceAll(/[\0\p{Cs}]/gu, '');
}
