import type { MarkedToken, Token, Tokens } from 'marked';
import { Fragment, type ReactNode } from 'react';
import { cutWords } from './cut-words.ts';
import { PluginPicture, ShowPictures } from './plugin-pictures.tsx';
import { imageAddress, linkAddress } from './readme-address.ts';
import type { ReadmeBudget } from './readme-blocks.tsx';
import { decodeEntities } from './readme-entities.ts';

const MAX_DEPTH = 12;
const LINK =
  'rounded text-blue-700 underline underline-offset-2 hover:text-blue-900 focus-visible:outline focus-visible:outline-2 ' +
  'focus-visible:outline-offset-2 focus-visible:outline-blue-600 dark:text-blue-300 dark:hover:text-blue-200 ' +
  'dark:focus-visible:outline-blue-400';

/** The elements of what stands in a line of Markdown. */
export function readmeInline(
  tokens: readonly Token[] | undefined,
  budget: ReadmeBudget,
  depth = 0,
  inLink = false,
): ReactNode[] {
  const nodes: ReactNode[] = [];
  for (const [key, token] of (tokens ?? []).entries()) {
    if (budget.inline-- <= 0) break;
    const inner = (inside: readonly Token[] | undefined, link = inLink) =>
      depth > MAX_DEPTH ? token.raw : readmeInline(inside, budget, depth + 1, link);
    const shown = inline(known(token), inner, inLink, budget);
    nodes.push(<Fragment key={key}>{typeof shown === 'string' ? cutWords(shown) : shown}</Fragment>);
  }
  return nodes;
}

/** We add no syntax of our own, so there is no other. */
function known(token: Token): MarkedToken {
  return token as MarkedToken;
}

type Inner = (tokens: readonly Token[] | undefined, link?: boolean) => ReactNode;

function inline(token: MarkedToken, inner: Inner, inLink: boolean, budget: ReadmeBudget): ReactNode {
  switch (token.type) {
    case 'text':
      return token.tokens ? inner(token.tokens) : decodeEntities(token.text);
    case 'escape':
      return token.text;
    case 'strong':
      return <strong>{inner(token.tokens)}</strong>;
    case 'em':
      return <em>{inner(token.tokens)}</em>;
    case 'del':
      return <del>{inner(token.tokens)}</del>;
    case 'codespan':
      return (
        <code dir="ltr" className="rounded bg-neutral-100 px-1 py-px font-mono text-xs dark:bg-neutral-800">
          {cutWords(token.text)}
        </code>
      );
    case 'br':
      return <br />;
    case 'link':
      return link(token, inner, inLink);
    case 'image':
      return image(token, inLink, budget);
    case 'checkbox':
      return token.checked ? '☑ ' : '☐ ';
    default:
      // HTML among it: the text it is.
      return token.raw;
  }
}

function link({ href, tokens }: Tokens.Link, inner: Inner, inLink: boolean): ReactNode {
  const address = inLink ? undefined : linkAddress(href);
  if (!address) return inner(tokens);
  const picture = tokens.find(({ type }) => type === 'image');
  const pictureAddress = picture?.type === 'image' ? imageAddress(picture.href) : undefined;
  return (
    <>
      <a
        href={address}
        target="_blank"
        rel="noopener noreferrer"
        referrerPolicy="no-referrer"
        className={LINK}
      >
        <bdi>{inner(tokens, true)}</bdi>
      </a>
      {pictureAddress && <ShowPictures address={pictureAddress} />}
    </>
  );
}

function image(
  { href, text }: Tokens.Image,
  inLink: boolean,
  { imageName, allows }: ReadmeBudget,
): ReactNode {
  const address = imageAddress(href);
  const name = decodeEntities(text).trim();
  const words = `[${name || imageName}]`;
  if (!address || allows?.(address) === false) return words;
  return (
    <PluginPicture
      address={address}
      alt={name}
      // A link has no button in it: that one stands behind it.
      hidden={inLink ? words : undefined}
      className="inline-block h-auto max-h-96 max-w-full rounded"
    />
  );
}
