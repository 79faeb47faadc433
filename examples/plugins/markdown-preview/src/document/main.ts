import type {} from '@fluxstudio/plugin-sdk/webview';
import type { Shown } from '../message.ts';
import { createBlockView } from './block-view.ts';
import { find } from './find.ts';
import { createNote } from './note.ts';
import { createOutline } from './outline.ts';
import { createScrollMemory } from './scroll-memory.ts';

const panel = acquirePanel();
const showNote = createNote(find('#note', HTMLElement));
const showHeadings = createOutline(find('#outline', HTMLDetailsElement));
const showBlocks = createBlockView(find('#text', HTMLElement));
const scroll = createScrollMemory(panel);

panel.onMessage((shown: Shown) => {
  showNote(shown);
  showHeadings(shown.kind === 'file' ? shown.headings : []);
  showBlocks(shown.kind === 'file' ? shown.blocks : []);
  scroll.show(shown.kind === 'file' ? shown.path : undefined);
});
