import type { Shown } from '../message.ts';

/** What there is to say beside the file, or in place of one. */
export function createNote(root: HTMLElement): (shown: Shown) => void {
  return (shown) => {
    root.classList.toggle('empty', shown.kind === 'nothing');
    switch (shown.kind) {
      case 'nothing': {
        const title = document.createElement('h1');
        title.append('No Markdown file is open');
        root.replaceChildren(title, 'Open one in the list of files, or run “Preview Markdown”.');
        break;
      }
      case 'problem':
        root.replaceChildren(shown.message);
        break;
      case 'file':
        root.replaceChildren(shown.isCut ? 'This file is long: its beginning is shown.' : '');
    }
  };
}
