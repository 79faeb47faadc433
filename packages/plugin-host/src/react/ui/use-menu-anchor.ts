import { useState } from 'react';
import { type Place, placeOf } from './popup-position.ts';

/** An open menu: where it is, and what it belongs to. */
export interface MenuAnchor {
  readonly owner: Element;
  readonly at: Place;
  readonly from: 'first' | 'last';
}

/** Whether a menu is open, and where. */
export function useMenuAnchor() {
  const [anchor, setAnchor] = useState<MenuAnchor | null>(null);
  return {
    anchor,
    openAt(owner: Element, point: { readonly x: number; readonly y: number } | Element = owner) {
      setAnchor({ owner, at: placeOf(point), from: 'first' });
    },
    openFromEnd(owner: Element) {
      setAnchor({ owner, at: placeOf(owner), from: 'last' });
    },
    close: () => setAnchor(null),
  };
}
