import { messageOf } from '../api-client.ts';
import type { FileStore } from '../files/file-store.ts';
import { createStore, type Store } from '../store.ts';
import { isUnsaved, type OpenFile } from './open-file.ts';

/** The text file that is open, one at a time. It follows what others write, unless there is text that is not saved. */
export interface EditorStore extends Store<OpenFile | null> {
  /** Reads a file in place of the one before. Never rejects: a failure is part of the state. */
  open(path: string): Promise<void>;
  type(text: string): void;
  /** Never rejects, either. */
  save(): Promise<void>;
  /** Gives up what is typed and not saved. */
  revert(): void;
  close(): void;
  /**
   * Saves the rest, and nothing after that. What somebody else has written or deleted meanwhile stays theirs.
   * Resolves with the file whose text is not saved, if there is one.
   */
  dispose(): Promise<OpenFile | undefined>;
}

export function createEditorStore(files: FileStore): EditorStore {
  const store = createStore<OpenFile | null>(null);
  /** Of what was read or written last. */
  let modifiedAt: string | undefined;
  let saving: Promise<void> | undefined;
  /** The read that is under way, or the last one. */
  let reading: Promise<void> = Promise.resolve();
  let latest = 0;

  const listed = (path: string) => files.getSnapshot().files.find((file) => file.path === path)?.modifiedAt;

  /** Unless another file is open by now. */
  function change(path: string, part: Partial<OpenFile>): void {
    const file = store.getSnapshot();
    if (file?.path === path) store.set({ ...file, ...part });
  }

  function read(path: string): Promise<void> {
    reading = readNow(path, ++latest);
    return reading;
  }

  async function readNow(path: string, run: number): Promise<void> {
    modifiedAt = listed(path);
    try {
      const text = textOf(await files.read(path));
      const file = store.getSnapshot();
      // A later one that was faster knows better.
      if (file?.path !== path || run !== latest) return;
      const untouched = file.status !== 'ready' || !isUnsaved(file);
      if (untouched) store.set({ path, status: 'ready', text, saved: text });
      else if (text !== file.saved || file.elsewhere === 'deleted')
        store.set({ ...file, saved: text, elsewhere: text === file.text ? undefined : 'changed' });
    } catch (error) {
      if (run !== latest) return;
      const status = store.getSnapshot()?.status === 'ready' ? 'ready' : 'absent';
      change(path, { status, problem: messageOf(error) });
    }
  }

  const unsubscribe = files.subscribe(() => {
    const file = store.getSnapshot();
    if (!file || saving || files.getSnapshot().status !== 'ready') return;
    const now = listed(file.path);
    if (now === modifiedAt) return;
    modifiedAt = now;
    if (now !== undefined) void read(file.path);
    else if (isUnsaved(file)) change(file.path, { elsewhere: 'deleted' });
    else store.set(null);
  });

  async function write({ path, text }: OpenFile): Promise<void> {
    try {
      await files.write(path, text);
      modifiedAt = listed(path);
      const file = store.getSnapshot();
      // What is being read may be from before.
      if (file?.path === path && file.status === 'ready') latest++;
      change(path, { saved: text, elsewhere: undefined, problem: undefined });
    } catch (error) {
      change(path, { problem: messageOf(error) });
    }
  }

  async function save(): Promise<void> {
    while (saving) await saving;
    const file = store.getSnapshot();
    if (file?.status !== 'ready' || !isUnsaved(file)) return;
    saving = write(file).finally(() => {
      saving = undefined;
    });
    await saving;
  }

  return {
    subscribe: store.subscribe,
    getSnapshot: store.getSnapshot,
    async open(path) {
      store.set({ path, status: 'loading', text: '', saved: '' });
      await read(path);
    },
    type(text) {
      const file = store.getSnapshot();
      if (file?.status === 'ready') store.set({ ...file, text });
    },
    save,
    revert() {
      const file = store.getSnapshot();
      if (file?.elsewhere === 'deleted') store.set(null);
      else if (file) store.set({ path: file.path, status: 'ready', text: file.saved, saved: file.saved });
    },
    close: () => store.set(null),
    async dispose() {
      unsubscribe();
      // It may find that somebody else has written.
      await reading;
      if (store.getSnapshot()?.elsewhere === undefined) await save();
      const file = store.getSnapshot();
      return file?.status === 'ready' && isUnsaved(file) ? file : undefined;
    },
  };
}

function textOf(bytes: Uint8Array<ArrayBuffer>): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Error('This file is no text, so it cannot be shown here.');
  }
}
