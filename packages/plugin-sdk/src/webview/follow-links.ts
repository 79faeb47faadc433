/**
 * Follows links within the document by itself: in a document from `srcdoc` they lead to the address of the frame around it, and engines
 * that refuse that put a page of their own in its place. Links to elsewhere do nothing, for the same reason.
 */
export function followLinks(): void {
  addEventListener('click', (event) => {
    // Whatever the engine follows: those of drawings and of maps too.
    const link = event
      .composedPath()
      .find((target) => target instanceof Element && target.matches(':any-link'));
    if (event.defaultPrevented || !(link instanceof Element)) return;
    event.preventDefault();
    const href = link instanceof SVGAElement ? link.href.baseVal : link.getAttribute('href');
    if (!href?.startsWith('#')) return;
    let name = href.slice(1);
    try {
      name = decodeURIComponent(name);
    } catch {
      // It is no encoding: `100%`.
    }
    const target = document.getElementById(name);
    (target ?? document.documentElement).scrollIntoView();
    target?.focus({ preventScroll: true });
  });
}
