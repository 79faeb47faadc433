import type { FluxStudioAPI } from '@fluxstudio/plugin-sdk';
import { LARGEST_FILE, MOST_KEPT, type ReadResult, readShapes } from './read-shapes.ts';

export type ImportState =
  | { readonly step: 'choose'; readonly files: readonly string[]; readonly message: string }
  | { readonly step: 'check'; readonly path: string; readonly result: ReadResult; readonly room: number }
  | { readonly step: 'done'; readonly path: string; readonly added: number; readonly of: number };

/** One import, from the choice of a file to the shapes on the board. */
export interface ImportSession {
  state(): ImportState;
  busy(): boolean;
  /** Back to the first step, with the files that are there now. */
  start(): Promise<void>;
  /** Files have come or gone: looks again where they are shown. */
  refresh(): Promise<void>;
  /** Resolves with what is in the file; with `undefined` when the user cancels, or it cannot be read: the state says why. */
  read(path: string): Promise<ReadResult | undefined>;
  /** Puts the shapes onto the board. Resolves with how many: those that were there when the user cancelled stay. */
  add(): Promise<number>;
  onDidChange(listener: () => void): () => void;
}

const SHAPE_LIST = /\.(csv|json|jsonl)$/i;
/** Shapes in one message, and in one step of undo. */
export const BATCH = 200;
const MOST_FILES = 1000;

export function createImportSession(api: FluxStudioAPI): ImportSession {
  const listeners = new Set<() => void>();
  let state: ImportState = { step: 'choose', files: [], message: '' };
  let isBusy = false;
  /** The files are not what was listed last. */
  let isOutdated = false;

  function set(next: ImportState): void {
    state = next;
    for (const listener of listeners) listener();
  }

  /** One thing at a time: what the user starts meanwhile is dropped. What fails leads back to the first step, which says why. */
  async function run<T>(otherwise: T, work: () => Promise<T>): Promise<T> {
    if (isBusy) return otherwise;
    isBusy = true;
    set(state);
    try {
      return await work();
    } catch (error) {
      await toStart(error instanceof Error ? error.message : String(error));
      return otherwise;
    } finally {
      isBusy = false;
      set(state);
    }
  }

  async function toStart(message: string, list = () => listFiles(api).catch(() => [])): Promise<void> {
    do {
      isOutdated = false;
      set({ step: 'choose', files: await list(), message });
    } while (isOutdated);
  }

  const start = () => run(undefined, () => toStart('', () => listFiles(api)));

  return {
    state: () => state,
    busy: () => isBusy,
    start,
    async refresh() {
      isOutdated = true;
      if (state.step === 'choose') await start();
    },
    read: (path) =>
      run(undefined, async () => {
        const result = await readFile(api, path);
        if (!result) {
          await toStart('Reading was cancelled. Nothing was added.');
          return undefined;
        }
        const room = Math.max(0, MOST_KEPT - (await api.board.list()).length);
        set({ step: 'check', path, result, room });
        return result;
      }),
    add: () =>
      run(0, async () => {
        if (state.step !== 'check') return 0;
        const { path, result, room } = state;
        const shapes = result.shapes.slice(0, room);
        const added = await api.ui.withProgress(
          { title: 'Adding shapes', cancellable: true },
          async (report, signal) => {
            let count = 0;
            while (count < shapes.length && !signal.aborted) {
              report({ percent: (100 * count) / shapes.length, message: `${count} of ${shapes.length}` });
              count += (await api.board.addShapes(shapes.slice(count, count + BATCH))).length;
            }
            return count;
          },
        );
        set({ step: 'done', path, added, of: result.good });
        return added;
      }),
    onDidChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** `undefined` when the user cancels. @throws Error when it is no list of shapes, or too large */
async function readFile(api: FluxStudioAPI, path: string): Promise<ReadResult | undefined> {
  const ending = SHAPE_LIST.exec(path)?.[1]?.toLowerCase();
  if (ending !== 'csv' && ending !== 'json' && ending !== 'jsonl')
    throw new Error(`“${path}” is no list of shapes: choose a .csv, .json or .jsonl file`);
  return api.ui.withProgress(
    { title: `Reading ${path}`.slice(0, 300), cancellable: true },
    async (report, signal) => {
      report({ message: 'Loading' });
      const bytes = await api.files.readBytes(path);
      if (bytes.length > LARGEST_FILE)
        throw new Error(`“${path}” has more than ${LARGEST_FILE / 1024 / 1024} MB: split it`);
      const onProgress = (done: number, rows: number) =>
        report({ percent: (100 * done) / bytes.length, message: `${rows} rows` });
      try {
        return await readShapes(bytes, { format: ending, signal, onProgress });
      } catch (error) {
        if (signal.aborted) return undefined;
        throw error;
      }
    },
  );
}

async function listFiles({ files }: FluxStudioAPI): Promise<string[]> {
  const found: string[] = [];
  const waiting: (string | undefined)[] = [undefined];
  const seen = new Set<string>();
  while (waiting.length > 0 && seen.size < 500 && found.length < MOST_FILES) {
    for (const { path, type } of await files.list(waiting.shift())) {
      if (type === 'file') found.push(...(SHAPE_LIST.test(path) ? [path] : []));
      else if (!seen.has(path)) {
        seen.add(path);
        waiting.push(path);
      }
    }
  }
  return found.slice(0, MOST_FILES);
}
