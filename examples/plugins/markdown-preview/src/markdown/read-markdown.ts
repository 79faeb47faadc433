import type { Block, Heading, MarkdownDocument } from '../message.ts';
import { block } from './blocks.ts';
import { createHeadingIds } from './heading-ids.ts';
import { readTokens } from './tokens.ts';

/** UTF-16 units of a file that are shown. What takes longest to read takes seconds beyond that. */
export const MAX_LENGTH = 100_000;
/** A long book has fewer. */
export const MAX_BLOCKS = 5_000;

/**
 * What is in a Markdown file, as elements. HTML in it becomes the text that it is, links lead nowhere but to headings, and pictures are
 * those that are in the file itself.
 */
export function readMarkdown(source: string): MarkdownDocument {
  const headings: Heading[] = [];
  const idOf = createHeadingIds();
  const addHeading = ({ level, text }: Omit<Heading, 'id'>) => {
    const id = idOf(text);
    headings.push({ id, level, text: text.slice(0, 200) });
    return id;
  };
  const tokens = readTokens(source.slice(0, MAX_LENGTH)).filter(({ type }) => type !== 'space');
  const blocks = tokens
    .slice(0, MAX_BLOCKS)
    .map((token): Block => [...block(token, addHeading)])
    .filter(({ length }) => length > 0);
  return { blocks, headings, isCut: source.length > MAX_LENGTH || tokens.length > MAX_BLOCKS };
}
