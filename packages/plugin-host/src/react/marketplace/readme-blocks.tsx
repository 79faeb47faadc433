import type { MarkedToken, Token, Tokens } from 'marked';
import { Fragment, type ReactNode } from 'react';
import { cutWords } from './cut-words.ts';
import { readmeInline } from './readme-inline.tsx';

/** Deeper and longer than anybody reads. */
const MAX_DEPTH = 8;
const MAX_BLOCKS = 1000;

/** What is left of a text's allowance, and what an image without words is called. */
export interface ReadmeBudget {
  blocks: number;
  inline: number;
  readonly imageName: string;
  /** What is not shown is named. Default: all that an address may be. */
  readonly allows: ((image: string) => boolean) | undefined;
}

/** The elements of Markdown that was read. */
export function readmeBlocks(
  tokens: readonly Token[],
  imageName: string,
  allows?: (image: string) => boolean,
): ReactNode {
  return blocksOf(tokens, 0, { blocks: MAX_BLOCKS, inline: 3 * MAX_BLOCKS, imageName, allows });
}

function blocksOf(tokens: readonly Token[], depth: number, budget: ReadmeBudget): ReactNode[] {
  const nodes: ReactNode[] = [];
  for (const [index, token] of tokens.entries()) {
    if (budget.blocks-- <= 0) break;
    const node =
      depth > MAX_DEPTH ? <p key={index}>{token.raw}</p> : block(known(token), index, depth, budget);
    nodes.push(node);
  }
  return nodes;
}

/** We add no syntax of our own, so there is no other. */
function known(token: Token): MarkedToken {
  return token as MarkedToken;
}

function block(token: MarkedToken, key: number, depth: number, budget: ReadmeBudget): ReactNode {
  switch (token.type) {
    case 'heading':
      return heading(token, key, budget);
    case 'paragraph':
      return (
        <p key={key} dir="auto">
          {readmeInline(token.tokens, budget)}
        </p>
      );
    case 'text':
      return (
        <p key={key} dir="auto">
          {token.tokens ? readmeInline(token.tokens, budget) : readmeInline([token], budget)}
        </p>
      );
    case 'list':
      return list(token, key, depth, budget);
    case 'blockquote':
      return (
        <blockquote
          key={key}
          className="space-y-2 border-s-2 border-neutral-300 ps-3 text-neutral-600 dark:border-neutral-700 dark:text-neutral-400"
        >
          {blocksOf(token.tokens, depth + 1, budget)}
        </blockquote>
      );
    case 'code':
      return (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys scroll it
        <pre key={key} dir="ltr" tabIndex={0} className={CODE}>
          <code>{token.text}</code>
        </pre>
      );
    case 'table':
      return table(token, key, budget);
    case 'hr':
      return <hr key={key} className="border-neutral-200 dark:border-neutral-800" />;
    case 'html':
      return (
        <p key={key} dir="auto" className="whitespace-pre-wrap">
          {cutWords(token.text)}
        </p>
      );
    case 'space':
    case 'def':
      return null;
    default:
      return <p key={key}>{token.raw}</p>;
  }
}

const CODE =
  'overflow-x-auto whitespace-pre rounded-md bg-neutral-100 px-3 py-2 font-mono text-xs [overflow-wrap:normal] ' +
  'focus-visible:outline focus-visible:outline-2 focus-visible:outline-blue-600 dark:bg-neutral-800 dark:focus-visible:outline-blue-400';

/** The dialog has an h2, its parts have h3. */
const HEADINGS = ['h4', 'h5', 'h6'] as const;
const SIZES = ['text-[15px]', 'text-sm', 'text-[13px]'] as const;

function heading({ depth, tokens }: Tokens.Heading, key: number, budget: ReadmeBudget): ReactNode {
  const level = Math.min(Math.max(depth, 1), HEADINGS.length) - 1;
  const Heading = HEADINGS[level] ?? 'h6';
  return (
    <Heading key={key} dir="auto" className={`pt-1 font-semibold ${SIZES[level] ?? ''}`}>
      {readmeInline(tokens, budget)}
    </Heading>
  );
}

function list(
  { ordered, start, items }: Tokens.List,
  key: number,
  depth: number,
  budget: ReadmeBudget,
): ReactNode {
  const entries = items.map((item, index) => {
    if (budget.blocks-- <= 0) return null;
    return (
      <li key={index} dir="auto" className="space-y-1">
        {itemOf(item.tokens, depth + 1, budget)}
      </li>
    );
  });
  return ordered ? (
    <ol key={key} start={Number(start) || 1} className="list-decimal space-y-1 ps-5">
      {entries}
    </ol>
  ) : (
    <ul key={key} className="list-disc space-y-1 ps-5">
      {entries}
    </ul>
  );
}

/** What stands beside the bullet is no paragraph, as is the box of a task. */
function itemOf(tokens: readonly Token[], depth: number, budget: ReadmeBudget): ReactNode[] {
  return tokens.map((token, index) =>
    token.type === 'text' || token.type === 'checkbox' ? (
      <Fragment key={index}>{readmeInline([token], budget)}</Fragment>
    ) : (
      <Fragment key={index}>{blocksOf([token], depth, budget)}</Fragment>
    ),
  );
}

const ALIGN = { left: 'text-start', center: 'text-center', right: 'text-end' } as const;

function table({ header, rows }: Tokens.Table, key: number, budget: ReadmeBudget): ReactNode {
  const cells = (row: readonly Tokens.TableCell[], Cell: 'th' | 'td') =>
    row.map((cell, index) => {
      if (budget.blocks-- <= 0) return null;
      return (
        <Cell
          key={index}
          dir="auto"
          scope={Cell === 'th' ? 'col' : undefined}
          className={`border border-neutral-200 px-2 py-1 align-top dark:border-neutral-800 ${cell.align ? ALIGN[cell.align] : 'text-start'}`}
        >
          {readmeInline(cell.tokens, budget)}
        </Cell>
      );
    });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys scroll it
    <div key={key} tabIndex={0} className="overflow-x-auto">
      <table className="border-collapse text-xs [overflow-wrap:normal]">
        <thead className="bg-neutral-50 dark:bg-neutral-800">
          <tr>{cells(header, 'th')}</tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (budget.blocks <= 0 ? null : <tr key={index}>{cells(row, 'td')}</tr>))}
        </tbody>
      </table>
    </div>
  );
}
