import { Lexer, type MarkedToken, type Token } from 'marked';

/** In one paragraph. The time that some take grows with the square of their length. */
const LONGEST_PARAGRAPH = 10_000;
/** Quotes in quotes, lists in lists: nobody reads deeper, and the reader calls itself for each. */
const TOO_DEEP =
  /^([ \t]*(?:(?:>|[-*+][ \t]|\d{1,9}[.)][ \t])[ \t]*){8})(?:(?:>|[-*+][ \t]|\d{1,9}[.)][ \t])[ \t]*)+/gm;

/** Reads Markdown as GitHub understands it. What makes the reader fail is one paragraph of text. */
export function readTokens(source: string): readonly Token[] {
  const text = source.replace(/\r\n?/g, '\n').replace(TOO_DEEP, '$1');
  try {
    const lexer = new Lexer({ gfm: true });
    lexer.blockTokens(text, lexer.tokens);
    for (const { src, tokens } of lexer.inlineQueue) {
      if (src.length <= LONGEST_PARAGRAPH) lexer.inlineTokens(src, tokens);
      else tokens.push({ type: 'text', raw: src, text: src });
    }
    return lexer.tokens;
  } catch {
    return [{ type: 'text', raw: text, text }];
  }
}

/** Nothing adds syntax to the reader, so there is no other. */
export function known(token: Token): MarkedToken {
  return token as MarkedToken;
}
