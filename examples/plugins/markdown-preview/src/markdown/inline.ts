import type { MarkedToken, Token, Tokens } from 'marked';
import type { Piece } from '../message.ts';
import { element } from './element.ts';
import { decodeEntities } from './entities.ts';
import { targetOf } from './heading-ids.ts';
import { known } from './tokens.ts';

const MAX_DEPTH = 12;
/** Nothing else can be shown: a webview loads nothing. */
const PICTURE = /^data:image\/(?:avif|gif|jpeg|png|svg\+xml|webp)[;,]/i;
/** Addresses that a reader may want to know. */
const ADDRESS = /^(?:https?:|mailto:|(?![a-z][a-z\d+.-]*:))/i;

/** What stands in a line. HTML in it is the text that it is. */
export function* inline(tokens: readonly Token[] | undefined, depth = 0): Generator<Piece, void> {
  for (const token of tokens ?? [])
    yield* depth > MAX_DEPTH ? [token.raw] : inlineElement(known(token), depth + 1);
}

function inlineElement(token: MarkedToken, depth: number): Iterable<Piece> {
  switch (token.type) {
    case 'text':
      return token.tokens ? inline(token.tokens, depth) : [decodeEntities(token.text)];
    case 'escape':
      return [token.text];
    case 'strong':
    case 'em':
    case 'del':
      return element(token.type, inline(token.tokens, depth));
    case 'codespan':
      return element('code', [token.text], { dir: 'ltr' });
    case 'br':
      return element('br');
    case 'link':
      return link(token, depth);
    case 'image':
      return image(token);
    case 'checkbox':
      return element('span', [token.checked ? '☑' : '☐'], {
        role: 'img',
        'aria-label': token.checked ? 'Done:' : 'To do:',
      });
    default:
      return [token.raw];
  }
}

/** Only links within the document lead somewhere. Of another one the address is shown, and of one that would run something all of it. */
function link({ href, raw, tokens }: Tokens.Link, depth: number): Iterable<Piece> {
  const address = decodeEntities(href).trim();
  if (address.startsWith('#'))
    return element('a', inline(tokens, depth), { href: `#${encodeURIComponent(targetOf(address))}` });
  if (!ADDRESS.test(address)) return [raw];
  return element('span', inline(tokens, depth), { class: 'address', title: address.slice(0, 1000) });
}

function image({ href, text }: Tokens.Image): Iterable<Piece> {
  const name = decodeEntities(text).trim();
  if (PICTURE.test(href)) return element('img', [], { src: href, alt: name });
  return element('span', [`[${name || 'Picture'}]`], { class: 'picture' });
}

/** The words alone, as an outline shows them. */
export function textOf(tokens: readonly Token[] | undefined): string {
  let text = '';
  for (const piece of inline(tokens)) if (typeof piece === 'string') text += piece;
  return text;
}
