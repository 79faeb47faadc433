import type { MouseEvent } from 'react';
import { linkAddress } from '../../marketplace/readme-address.ts';
import type { ElementProps } from '../element-map.ts';
import { propsOf } from '../element-props.ts';
import { useFocusable } from '../use-invocation.ts';
import { useLinkQuestion } from '../use-link-question.tsx';

const LINK =
  'rounded-sm text-blue-700 underline underline-offset-2 hover:text-blue-900 focus-visible:outline focus-visible:outline-2 ' +
  'focus-visible:outline-offset-2 focus-visible:outline-blue-600 dark:text-blue-300 dark:hover:text-blue-200 ' +
  'dark:focus-visible:outline-blue-400';

export function LinkElement(element: ElementProps) {
  const { view, node, children } = element;
  const { href } = propsOf('Link', element);
  const ref = useFocusable<HTMLAnchorElement>(view, node);
  const [ask, question] = useLinkQuestion();
  const address = href === undefined ? undefined : linkAddress(href);
  // Without an address that can be opened it is text.
  if (address === undefined) return <bdi className="break-words">{children}</bdi>;
  const onClick = (event: MouseEvent) => {
    event.preventDefault();
    ask(address);
  };
  return (
    <>
      <a
        ref={ref}
        href={address}
        target="_blank"
        rel="noopener noreferrer"
        dir="auto"
        onClick={onClick}
        onAuxClick={(event) => event.button === 1 && onClick(event)}
        className={`min-w-0 w-fit break-words ${LINK}`}
      >
        {children}
      </a>
      {question}
    </>
  );
}
