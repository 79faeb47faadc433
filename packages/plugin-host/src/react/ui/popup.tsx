import { type CSSProperties, type HTMLAttributes, type RefObject, useLayoutEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { isRightToLeft, type Place, placePopup } from './popup-position.ts';

export interface PopupProps extends HTMLAttributes<HTMLDivElement> {
  /** What it belongs to: decides the direction of text, and the dialog that it stays inside of. */
  readonly owner: Element;
  readonly at: Place;
  readonly popupRef: RefObject<HTMLDivElement | null>;
}

/** Something above the page, next to a place of it: outside of what would clip it, inside the viewport. */
export function Popup({ owner, at, popupRef, style, ...rest }: PopupProps) {
  const [position, setPosition] = useState<CSSProperties>({ left: 0, top: 0 });

  // Before the browser paints: it is never seen anywhere else.
  useLayoutEffect(() => {
    const popup = popupRef.current;
    if (!popup) return;
    const { width, height } = popup.getBoundingClientRect();
    const viewport = { width: document.documentElement.clientWidth, height: window.innerHeight };
    setPosition(placePopup(at, { width, height }, viewport, isRightToLeft(owner)));
  }, [at, owner, popupRef]);

  // The rest of the page is inert while a dialog is open.
  const container = owner.closest('dialog') ?? document.body;
  return createPortal(
    <div
      {...rest}
      ref={popupRef}
      dir={isRightToLeft(owner) ? 'rtl' : 'ltr'}
      data-flux-plugins=""
      style={{ ...style, ...position }}
    />,
    container,
  );
}
