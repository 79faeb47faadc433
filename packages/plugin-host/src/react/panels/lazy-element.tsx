import type { ComponentType } from 'react';
import { useStrings } from '../strings/use-strings.tsx';
import { PartView } from '../ui/part-view.tsx';
import { usePart } from '../ui/use-part.ts';
import type { ElementProps } from './element-map.ts';

/** A component that is downloaded when a panel first has such an element. */
export function lazyElement(load: () => Promise<ComponentType<ElementProps>>): ComponentType<ElementProps> {
  return function LazyElement(props) {
    const { text } = useStrings();
    const part = usePart(load);
    if (part.status === 'loading') {
      return (
        <div className="h-24 rounded-md bg-neutral-100 motion-safe:animate-pulse dark:bg-neutral-800">
          <p role="status" className="sr-only">
            {text('part.loading')}
          </p>
        </div>
      );
    }
    return <PartView part={part}>{(Element) => <Element {...props} />}</PartView>;
  };
}
