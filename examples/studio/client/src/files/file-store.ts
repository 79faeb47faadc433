import * as v from 'valibot';
import { messageOf, request, requestJson } from '../api-client.ts';
import type { AuthorisedFetch } from '../session/authorised-fetch.ts';
import { createStore, type Store } from '../store.ts';

const fileSchema = v.object({ path: v.string(), size: v.number(), modifiedAt: v.string() });
const listSchema = v.object({ files: v.array(fileSchema) });

export type StudioFile = v.InferOutput<typeof fileSchema>;

export interface FilesState {
  readonly status: 'loading' | 'ready' | 'failed';
  /** By path. */
  readonly files: readonly StudioFile[];
  /** Why loading failed, in words. */
  readonly problem?: string;
}

/** The files of one project. Methods reject with an `ApiError` whose message can be shown. */
export interface FileStore extends Store<FilesState> {
  /** Never rejects: a failure is part of the state. */
  load(): Promise<void>;
  list(): Promise<readonly StudioFile[]>;
  read(path: string): Promise<Uint8Array<ArrayBuffer>>;
  write(path: string, content: string | Uint8Array<ArrayBuffer>): Promise<void>;
  delete(path: string): Promise<void>;
}

export function createFileStore(fetch: AuthorisedFetch, projectId: string): FileStore {
  const base = `/api/projects/${encodeURIComponent(projectId)}`;
  const at = (path: string) => `${base}/file?path=${encodeURIComponent(path)}`;
  const store = createStore<FilesState>({ status: 'loading', files: [] });

  let asked = 0;
  /** The number of the request whose answer is shown. */
  let shown = 0;

  async function list(run = ++asked): Promise<readonly StudioFile[]> {
    const { files } = await requestJson(fetch, listSchema, `${base}/files`);
    // A later one that was faster knows better.
    if (run > shown) {
      shown = run;
      store.set({ status: 'ready', files });
    }
    return files;
  }

  async function load(): Promise<void> {
    const run = ++asked;
    try {
      await list(run);
    } catch (error) {
      if (run > shown) store.set({ ...store.getSnapshot(), status: 'failed', problem: messageOf(error) });
    }
  }

  return {
    subscribe: store.subscribe,
    getSnapshot: store.getSnapshot,
    load,
    list: () => list(),
    read: async (path) => new Uint8Array(await (await request(fetch, at(path))).arrayBuffer()),
    async write(path, content) {
      const headers = { 'Content-Type': 'application/octet-stream' };
      await request(fetch, at(path), { method: 'PUT', headers, body: content });
      await load();
    },
    async delete(path) {
      await request(fetch, at(path), { method: 'DELETE' });
      await load();
    },
  };
}
