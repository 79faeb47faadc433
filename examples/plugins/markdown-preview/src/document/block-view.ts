import type { Block } from '../message.ts';

/** Shows blocks in an element. Those that are as before stay, with what is selected in them and how far they are scrolled. */
export function createBlockView(root: HTMLElement): (blocks: readonly Block[]) => void {
  /** What the children were made of. */
  let shown: readonly string[] = [];
  return (blocks) => {
    const next = blocks.map((block) => JSON.stringify(block));
    const most = Math.min(shown.length, next.length);
    let start = 0;
    while (start < most && shown[start] === next[start]) start++;
    let end = 0;
    while (end < most - start && shown[shown.length - 1 - end] === next[next.length - 1 - end]) end++;

    const behind = root.children[shown.length - end] ?? null;
    for (const old of [...root.children].slice(start, shown.length - end)) old.remove();
    for (const block of blocks.slice(start, blocks.length - end)) root.insertBefore(elementOf(block), behind);
    shown = next;
  };
}

/** By `createElement` and text alone: nothing of a file is ever read as HTML. */
function elementOf(block: Block): DocumentFragment {
  const fragment = document.createDocumentFragment();
  const open: Element[] = [];
  for (const piece of block) {
    const parent = open.at(-1) ?? fragment;
    if (piece === null) open.pop();
    else if (typeof piece === 'string') parent.append(piece);
    else {
      const element = document.createElement(piece.tag);
      for (const [name, value] of Object.entries(piece.attributes ?? {})) element.setAttribute(name, value);
      parent.append(element);
      open.push(element);
    }
  }
  return fragment;
}
