import { implementNamespace } from '@fluxstudio/plugin-host';
import type { Store } from '../store.ts';
import { editor } from './editor-contract.ts';
import type { OpenFile } from './open-file.ts';

/** @param open the editor of the open project, if one is open */
export function editorNamespace(open: () => Store<OpenFile | null> | undefined) {
  return implementNamespace(editor, () => ({
    getFile() {
      const file = open()?.getSnapshot();
      return file?.status === 'ready' ? { path: file.path, text: file.text } : null;
    },
  }));
}
