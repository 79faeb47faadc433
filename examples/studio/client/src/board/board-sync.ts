import * as v from 'valibot';
import { boardDocument, type Shape } from '../../../shared/board-document.ts';
import { ApiError, jsonBody, messageOf, requestJson } from '../api-client.ts';
import type { AuthorisedFetch } from '../session/authorised-fetch.ts';
import { createStore, type Store } from '../store.ts';
import type { BoardStore } from './board-store.ts';

export interface SyncState {
  /**
   * `absent`: it could not be loaded. `unsaved`: it could not be saved, which the next change tries again. `conflict`: it was
   * changed elsewhere meanwhile, and nothing is saved until it is loaded again.
   */
  readonly status: 'loading' | 'absent' | 'saved' | 'saving' | 'unsaved' | 'conflict';
  /** Why it failed, in words. */
  readonly problem?: string;
}

/** Keeps a board on the server: loads it, and saves it a little after each change. */
export interface BoardSync extends Store<SyncState> {
  /** Loads the board in place of what is shown. Never rejects: a failure is part of the state. */
  load(): Promise<void>;
  /** Saves now what is not saved. */
  flush(): Promise<void>;
  /** Saves the rest, and nothing after that. */
  dispose(): Promise<void>;
}

const loaded = v.object({ version: v.number(), ...boardDocument.entries });
const saved = v.object({ version: v.number() });

/** Milliseconds without a change before it is saved. */
const QUIET = 600;
/** A browser finishes a request of so many characters although the page is left. */
const MOST_KEPT_ALIVE = 60_000 / 4;

export function createBoardSync(board: BoardStore, fetch: AuthorisedFetch, projectId: string): BoardSync {
  const url = `/api/projects/${encodeURIComponent(projectId)}/board`;
  const state = createStore<SyncState>({ status: 'loading' });
  let version = 0;
  /** What the server has. */
  let known: readonly Shape[] = board.getSnapshot().shapes;
  /** What was looked at last: not each change of the board is one of its shapes. */
  let seen = known;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let writing: Promise<void> | undefined;

  const isBlocked = () => ['loading', 'absent', 'conflict'].includes(state.getSnapshot().status);

  async function save(): Promise<void> {
    clearTimeout(timer);
    if (isBlocked()) return;
    const { shapes } = board.getSnapshot();
    // A step taken back before it was saved leaves nothing to do.
    if (shapes === known) return state.set({ status: 'saved' });
    state.set({ status: 'saving' });
    try {
      const content = jsonBody({ shapes }, { 'If-Match': `"${version}"` });
      const keepalive = String(content.body).length < MOST_KEPT_ALIVE;
      ({ version } = await requestJson(fetch, saved, url, { method: 'PUT', keepalive, ...content }));
      known = shapes;
      if (board.getSnapshot().shapes === known) state.set({ status: 'saved' });
    } catch (error) {
      const conflict = error instanceof ApiError && error.status === 412;
      state.set({ status: conflict ? 'conflict' : 'unsaved', problem: messageOf(error) });
    }
  }

  /** One after the other: each needs the version that the one before has made. */
  async function flush(): Promise<void> {
    while (writing) await writing;
    writing = save().finally(() => {
      writing = undefined;
    });
    await writing;
  }

  const unsubscribe = board.subscribe(() => {
    // Not only when it differs from what the server has: that may be changing just now.
    if (board.getSnapshot().shapes === seen || isBlocked()) return;
    seen = board.getSnapshot().shapes;
    clearTimeout(timer);
    timer = setTimeout(flush, QUIET);
    if (state.getSnapshot().status === 'saved') state.set({ status: 'saving' });
  });

  return {
    subscribe: state.subscribe,
    getSnapshot: state.getSnapshot,
    async load() {
      state.set({ status: 'loading' });
      try {
        const answer = await requestJson(fetch, loaded, url);
        version = answer.version;
        known = answer.shapes;
        seen = known;
        board.load(answer.shapes);
        state.set({ status: 'saved' });
      } catch (error) {
        state.set({ status: 'absent', problem: messageOf(error) });
      }
    },
    flush,
    async dispose() {
      unsubscribe();
      await flush();
    },
  };
}
