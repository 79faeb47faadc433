/** Where somebody may be typing, or answering a question. */
const BUSY =
  'input, textarea, select, iframe, [contenteditable]:not([contenteditable="false"]), [role="textbox"], dialog, [role="dialog"], [role="alertdialog"]';

/** Scrolls as little as is needed. */
export function bringIntoView(element: HTMLElement): void {
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  element.scrollIntoView({ block: 'nearest', behavior: calm ? 'auto' : 'smooth' });
}

/** Gives the focus to an element, unless it is in its surroundings already, in a field, or in a dialog. */
export function offerFocus(element: HTMLElement, around: HTMLElement): void {
  const focused = focusedIn(document);
  if (around.contains(document.activeElement) || focused?.closest(BUSY)) return;
  element.focus({ preventScroll: true });
}

/** What has the focus, also within components that keep their elements to themselves. */
function focusedIn(root: DocumentOrShadowRoot): Element | null {
  const { activeElement } = root;
  return (activeElement?.shadowRoot && focusedIn(activeElement.shadowRoot)) ?? activeElement;
}
