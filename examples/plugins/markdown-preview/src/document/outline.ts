import type { Heading } from '../message.ts';
import { find } from './find.ts';

/** The headings as links to them. One that was followed folds the outline again: there is not much room. */
export function createOutline(root: HTMLDetailsElement): (headings: readonly Heading[]) => void {
  const list = find('ul', HTMLUListElement, root);
  let shown = '';
  list.addEventListener('click', ({ target }) => {
    if (target instanceof HTMLAnchorElement) root.open = false;
  });
  return (headings) => {
    const next = JSON.stringify(headings);
    if (next === shown) return;
    shown = next;
    root.hidden = headings.length === 0;
    const top = Math.min(...headings.map(({ level }) => level));
    list.replaceChildren(...headings.map((heading) => entry(heading, heading.level - top)));
  };
}

function entry({ id, text }: Heading, depth: number): HTMLLIElement {
  const item = document.createElement('li');
  const link = document.createElement('a');
  link.href = `#${encodeURIComponent(id)}`;
  link.dir = 'auto';
  link.style.paddingInlineStart = `${14 + 12 * depth}px`;
  link.append(text.trim() || '…');
  item.append(link);
  return item;
}
