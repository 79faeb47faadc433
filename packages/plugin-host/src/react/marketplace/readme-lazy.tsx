import { useStrings } from '../strings/use-strings.tsx';
import { plainText } from '../ui/plain-text.ts';
import { usePart } from '../ui/use-part.ts';

const loadReadme = () => import('./readme.tsx').then(({ Readme }) => Readme);
/** Of a text that is shown as it is. */
const PLAIN_LENGTH = 20_000;

export interface LazyReadmeProps {
  /** Markdown that a plugin's author wrote. */
  readonly source: string;
}

/** An author's Markdown. What reads it is downloaded when it is first needed; without it the text is shown as it is. */
export function LazyReadme({ source }: LazyReadmeProps) {
  const { text } = useStrings();
  const readme = usePart(loadReadme);
  if (readme.status === 'loading') {
    return (
      <p role="status" className="text-[13px] text-neutral-600 dark:text-neutral-400">
        {text('detail.readme.loading')}
      </p>
    );
  }
  if (readme.status === 'failed') {
    return (
      <p dir="auto" className="whitespace-pre-wrap text-[13px] [overflow-wrap:anywhere]">
        {plainText(source, PLAIN_LENGTH)}
      </p>
    );
  }
  return <readme.part source={source} />;
}
