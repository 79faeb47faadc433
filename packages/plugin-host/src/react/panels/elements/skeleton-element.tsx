import { useStrings } from '../../strings/use-strings.tsx';
import { plainText } from '../../ui/plain-text.ts';
import type { ElementProps } from '../element-map.ts';
import { propsOf } from '../element-props.ts';
import { useLateRegion } from '../use-late-region.ts';

const WIDTHS = ['100%', '92%', '97%', '84%'] as const;

export function SkeletonElement(element: ElementProps) {
  const { lines = 3, label } = propsOf('Skeleton', element);
  const { text } = useStrings();
  const isLate = useLateRegion(true);
  const name = label ? plainText(label) : text('part.loading');
  return (
    <div className="relative min-w-0">
      <p role="status" className="sr-only">
        {isLate ? '' : name}
      </p>
      <div aria-hidden="true" className="flex flex-col gap-2 motion-safe:animate-pulse">
        {Array.from({ length: lines }, (_, line) => (
          <div
            key={line}
            className="h-3 rounded bg-neutral-200 dark:bg-neutral-800"
            // The last line of a paragraph is shorter.
            style={{ width: line === lines - 1 && lines > 1 ? '60%' : WIDTHS[line % WIDTHS.length] }}
          />
        ))}
      </div>
    </div>
  );
}
