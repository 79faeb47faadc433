import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import { PluginText } from './plugin-text.tsx';
import { Popup } from './popup.tsx';

export interface TooltipProps {
  readonly text: string;
  /** Whose it is. */
  readonly detail?: string | undefined;
  /** What it belongs to, with a name of its own: the tooltip is only for the eye. */
  readonly children: ReactNode;
}

/** Says more about a button while the pointer or the keyboard is on it. Escape closes it, and the pointer may move onto it. */
export function Tooltip({ text, detail, children }: TooltipProps) {
  const popup = useRef<HTMLDivElement>(null);
  const [owner, setOwner] = useState<Element | null>(null);
  const hide = () => setOwner(null);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !owner) return;
    // Only the tooltip: what stands around may close by the same key.
    event.stopPropagation();
    hide();
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the events are those of what it contains
    <span
      className="inline-flex"
      onPointerEnter={(event) => event.pointerType !== 'touch' && setOwner(event.currentTarget)}
      onPointerLeave={hide}
      onFocus={(event) => isFocusVisible(event.target) && setOwner(event.currentTarget)}
      onBlur={hide}
      onClick={hide}
      onKeyDown={onKeyDown}
    >
      {children}
      {owner && (
        <Popup
          popupRef={popup}
          owner={owner}
          at={owner.getBoundingClientRect()}
          aria-hidden="true"
          className="fixed z-50 max-w-[min(18rem,calc(100vw-1rem))] pt-1"
        >
          <div className="rounded-md bg-neutral-900 px-2 py-1 text-xs text-white shadow-lg dark:bg-neutral-100 dark:text-neutral-900">
            <PluginText text={text} className="line-clamp-3" />
            {detail !== undefined && (
              <PluginText text={detail} truncate className="text-neutral-300 dark:text-neutral-600" />
            )}
          </div>
        </Popup>
      )}
    </span>
  );
}

function isFocusVisible(element: Element): boolean {
  return element.matches(':focus-visible');
}
