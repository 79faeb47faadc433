import { Lexer, type Token } from 'marked';
import { plainText } from '../ui/plain-text.ts';

/** UTF-16 units. Some texts take a time that grows with the square of their length. */
export const MAX_README = 30_000;

/** Quotes in quotes, lists in lists: nobody reads deeper, and the reader calls itself for each. */
const TOO_DEEP =
  /^([ \t]*(?:(?:>|[-*+][ \t]|\d{1,9}[.)][ \t])[ \t]*){8})(?:(?:>|[-*+][ \t]|\d{1,9}[.)][ \t])[ \t]*)+/gm;

export interface ReadmeTokens {
  readonly tokens: readonly Token[];
  /** There was more. */
  readonly cut: boolean;
}

/** Reads Markdown as GitHub understands it. What makes the reader fail is one paragraph of text. */
export function readmeTokens(source: string): ReadmeTokens {
  const plain = plainText(source, MAX_README);
  const cut = source.length > plain.length && plain.endsWith('…');
  try {
    return { tokens: new Lexer({ gfm: true }).lex(plain.replace(TOO_DEEP, '$1')), cut };
  } catch {
    return { tokens: [{ type: 'text', raw: plain, text: plain }], cut };
  }
}
