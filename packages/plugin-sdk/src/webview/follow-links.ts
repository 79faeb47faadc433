/**
 * Follows links within the document by itself: in a document from `srcdoc` they lead to the address of the frame around it, and engines
 * that refuse that put a page of their own in its place. Links to elsewhere do nothing, for the same reason.
 */
export function followLinks(): void {
  addEventListener('click', (event) => {
    const link = event.composedPath().find((target) => target instanceof HTMLAnchorElement);
    const href = link?.getAttribute('href');
    if (event.defaultPrevented || !href) return;
    event.preventDefault();
    if (!href.startsWith('#')) return;
    const name = decodeURIComponent(href.slice(1));
    const target = document.getElementById(name);
    (target ?? document.documentElement).scrollIntoView();
    target?.focus({ preventScroll: true });
  });
}
