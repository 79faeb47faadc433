import type { Store } from '../store.ts';
import type { OpenFile } from './open-file.ts';

/** What happens when a file is opened, for plugins that wait for it: of `talk.notes.md` they may know `notes.md`, or `md`. */
export function fileTypeEvents(path: string): string[] {
  const [, ...endings] = path
    .slice(path.lastIndexOf('/') + 1)
    .toLowerCase()
    .split('.');
  return endings.map((_, index) => `onFileType:${endings.slice(index).join('.')}`);
}

/** Tells of each file that is opened in the editor. */
export function followFileTypes(editor: Store<OpenFile | null>, emit: (event: string) => void): () => void {
  let path: string | undefined;
  const look = () => {
    const next = editor.getSnapshot()?.path;
    if (next === path) return;
    path = next;
    if (next !== undefined) for (const event of fileTypeEvents(next)) emit(event);
  };
  look();
  return editor.subscribe(look);
}
