/** A place in the viewport, in CSS pixels. A point has no size. */
export interface Place {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Between a popup and the edge of the viewport. */
const MARGIN = 8;

/**
 * Where a popup of this size goes: below the anchor and in line with where its text begins; above it where there is more room; always
 * inside the viewport.
 */
export function placePopup(anchor: Place, popup: Size, viewport: Size, isRtl: boolean) {
  const below = viewport.height - MARGIN - anchor.bottom;
  const above = anchor.top - MARGIN;
  const goesUp = popup.height > below && above > below;
  const left = isRtl ? anchor.right - popup.width : anchor.left;
  const top = goesUp ? anchor.top - popup.height : anchor.bottom;
  return {
    left: clamp(left, viewport.width - popup.width - MARGIN),
    top: clamp(top, viewport.height - popup.height - MARGIN),
  };
}

/** What is larger than the viewport starts at its beginning. */
function clamp(value: number, most: number): number {
  return Math.max(MARGIN, Math.min(value, most));
}

/** The place of a point, or of an element. */
export function placeOf(from: Element | { readonly x: number; readonly y: number }): Place {
  if ('getBoundingClientRect' in from) return from.getBoundingClientRect();
  return { left: from.x, right: from.x, top: from.y, bottom: from.y };
}

/** Whether text at this element runs from right to left. */
export function isRightToLeft(element: Element): boolean {
  return getComputedStyle(element).direction === 'rtl';
}
