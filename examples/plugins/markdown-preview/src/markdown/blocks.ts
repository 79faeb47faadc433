import type { MarkedToken, Token, Tokens } from 'marked';
import type { Heading, Piece, Tag } from '../message.ts';
import { element } from './element.ts';
import { inline, textOf } from './inline.ts';
import { known } from './tokens.ts';

const MAX_DEPTH = 16;
const AUTO = { dir: 'auto' };
/** What can be wider than the page is scrolled with the arrow keys, too. */
const SCROLLS = { tabindex: '0' };
const HEADINGS = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'] as const;

/** Keeps a heading for the outline, and says by which id it is found. */
export type AddHeading = (heading: Omit<Heading, 'id'>) => string;

/** The pieces of one block, and of those in it. */
export function block(token: Token, addHeading: AddHeading, depth = 0): Iterable<Piece> {
  if (depth > MAX_DEPTH) return paragraph([token.raw]);
  return blockElement(known(token), addHeading, depth);
}

function blockElement(token: MarkedToken, addHeading: AddHeading, depth: number): Iterable<Piece> {
  switch (token.type) {
    case 'heading':
      return heading(token, addHeading);
    case 'paragraph':
      return paragraph(inline(token.tokens));
    case 'text':
      return paragraph(inline(token.tokens ?? [token]));
    case 'list':
      return list(token, addHeading, depth);
    case 'blockquote':
      return element('blockquote', blocks(token.tokens, addHeading, depth + 1), AUTO);
    case 'code':
      return element('pre', element('code', [token.text]), { dir: 'ltr', ...SCROLLS });
    case 'table':
      return element('div', table(token), { class: 'scroll', ...SCROLLS });
    case 'hr':
      return element('hr');
    case 'html':
      return element('p', [token.text.trimEnd()], { ...AUTO, class: 'html' });
    case 'space':
    case 'def':
      return [];
    default:
      return paragraph([token.raw]);
  }
}

function* blocks(tokens: readonly Token[], addHeading: AddHeading, depth: number): Generator<Piece, void> {
  for (const token of tokens) yield* block(token, addHeading, depth);
}

function paragraph(content: Iterable<Piece>): Iterable<Piece> {
  return element('p', content, AUTO);
}

function heading({ depth, tokens }: Tokens.Heading, addHeading: AddHeading): Iterable<Piece> {
  const level = Math.min(Math.max(depth, 1), HEADINGS.length);
  const id = addHeading({ level, text: textOf(tokens) });
  // The keyboard goes on from a heading that a link has led to.
  return element(HEADINGS[level - 1] ?? 'h6', inline(tokens), { id, ...AUTO, tabindex: '-1' });
}

function list(
  { ordered, start, items }: Tokens.List,
  addHeading: AddHeading,
  depth: number,
): Iterable<Piece> {
  const entries = function* () {
    for (const { task, tokens } of items)
      yield* element('li', item(tokens, addHeading, depth + 1), task ? { ...AUTO, class: 'task' } : AUTO);
  };
  return ordered ? element('ol', entries(), { start: `${Number(start) || 1}` }) : element('ul', entries());
}

/** What stands beside the bullet is no paragraph, as is the box of a task. */
function* item(tokens: readonly Token[], addHeading: AddHeading, depth: number): Generator<Piece, void> {
  for (const token of tokens)
    yield* token.type === 'text' || token.type === 'checkbox'
      ? inline([token])
      : block(token, addHeading, depth);
}

function table({ header, rows }: Tokens.Table): Iterable<Piece> {
  const body = function* () {
    for (const row of rows) yield* tableRow(row, 'td');
  };
  const parts = function* () {
    yield* element('thead', tableRow(header, 'th'));
    if (rows.length > 0) yield* element('tbody', body());
  };
  return element('table', parts());
}

function tableRow(cells: readonly Tokens.TableCell[], tag: Tag & ('td' | 'th')): Iterable<Piece> {
  const inside = function* () {
    for (const { align, tokens } of cells)
      yield* element(tag, inline(tokens), {
        ...AUTO,
        ...(tag === 'th' ? { scope: 'col' } : {}),
        ...(align ? { class: align } : {}),
      });
  };
  return element('tr', inside());
}
