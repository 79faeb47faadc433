import { PluginError } from '@fluxstudio/plugin-host';
import { type BoardStore, createBoardStore } from '../board/board-store.ts';
import { type BoardSync, createBoardSync } from '../board/board-sync.ts';
import { createEditorStore, type EditorStore } from '../editor/editor-store.ts';
import type { OpenFile } from '../editor/open-file.ts';
import { createFileStore, type FileStore } from '../files/file-store.ts';
import type { AuthorisedFetch } from '../session/authorised-fetch.ts';
import { createStore, type Store } from '../store.ts';

/** What belongs to the open project. */
export interface Workspace {
  readonly projectId: string;
  readonly board: BoardStore;
  readonly sync: BoardSync;
  readonly files: FileStore;
  readonly editor: EditorStore;
}

/** The open project's workspace, one at a time; it stays open while the user is on other pages. */
export interface OpenWorkspace extends Store<Workspace | null> {
  /** Opens it, unless it is open. The one before is saved and closed; a file of it that is not saved is told. */
  open(projectId: string): void;
  close(): void;
  /** @throws PluginError `UNAVAILABLE` when no project is open */
  require(): Workspace;
  /** The board once it is loaded. @throws PluginError `UNAVAILABLE` when no project is open, or its board cannot be loaded */
  requireBoard(): Promise<BoardStore>;
}

export function createOpenWorkspace(
  fetch: AuthorisedFetch,
  tellUnsaved: (file: OpenFile) => void,
): OpenWorkspace {
  const store = createStore<Workspace | null>(null);

  function close(): void {
    const workspace = store.getSnapshot();
    void workspace?.sync.dispose();
    void workspace?.editor.dispose().then((file) => file && tellUnsaved(file));
    store.set(null);
  }

  function requireOpen(): Workspace {
    const workspace = store.getSnapshot();
    if (!workspace) throw new PluginError('UNAVAILABLE', 'No project is open: open one first');
    return workspace;
  }

  return {
    subscribe: store.subscribe,
    getSnapshot: store.getSnapshot,
    open(projectId) {
      if (store.getSnapshot()?.projectId === projectId) return;
      close();
      const board = createBoardStore();
      const sync = createBoardSync(board, fetch, projectId);
      const files = createFileStore(fetch, projectId);
      void sync.load();
      void files.load();
      store.set({ projectId, board, sync, files, editor: createEditorStore(files) });
    },
    close,
    require: requireOpen,
    async requireBoard() {
      const { board, sync } = requireOpen();
      await settled(sync);
      const { status, problem } = sync.getSnapshot();
      if (status === 'absent')
        throw new PluginError('UNAVAILABLE', `The board of the open project cannot be loaded: ${problem}`);
      return board;
    },
  };
}

/** Resolves when the board is there, or is known not to be. */
function settled(sync: BoardSync): Promise<void> {
  return new Promise((resolve) => {
    const check = () => {
      if (sync.getSnapshot().status === 'loading') return;
      unsubscribe();
      resolve();
    };
    const unsubscribe = sync.subscribe(check);
    check();
  });
}
