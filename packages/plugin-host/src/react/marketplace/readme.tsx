import { useMemo } from 'react';
import { useStrings } from '../strings/use-strings.tsx';
import { readmeBlocks } from './readme-blocks.tsx';
import { readmeTokens } from './readme-tokens.ts';

export interface ReadmeProps {
  /** Markdown that a plugin's author wrote. */
  readonly source: string;
  /** Whether a picture may be shown. The same function at every render. */
  readonly allows?: (image: string) => boolean;
}

/**
 * An author's Markdown, in elements that we make: what is HTML in it is text. Links leave the page, and images do not tell from where they
 * were asked for. Its headings come after those of the dialog around it.
 */
export function Readme({ source, allows }: ReadmeProps) {
  const { text } = useStrings();
  const { tokens, cut } = useMemo(() => readmeTokens(source), [source]);
  const blocks = useMemo(() => readmeBlocks(tokens, text('detail.image'), allows), [tokens, text, allows]);
  return (
    <div className="space-y-3 text-[13px] leading-5 text-neutral-800 [overflow-wrap:anywhere] dark:text-neutral-200">
      {blocks}
      {cut && <p className="text-neutral-600 dark:text-neutral-400">{text('detail.readme.cut')}</p>}
    </div>
  );
}
