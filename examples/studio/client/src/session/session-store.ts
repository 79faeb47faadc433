import * as v from 'valibot';
import { jsonBody, requestJson } from '../api-client.ts';
import { createStore, type Store } from '../store.ts';

const sessionSchema = v.object({
  token: v.string(),
  user: v.object({ id: v.string(), email: v.string(), name: v.string() }),
});

/** Who is signed in, and the token that proves it. */
export type Session = v.InferOutput<typeof sessionSchema>;

export interface SessionState {
  readonly current: Session | null;
  /** Why the user was signed out, when it was not their own doing. */
  readonly notice?: string;
}

export interface SessionStore extends Store<SessionState> {
  /** Rejects with an `Error` whose message can be shown. */
  signIn(email: string, password: string): Promise<void>;
  /** Makes an account and signs in to it. Rejects as {@link SessionStore.signIn} does. */
  signUp(account: { name: string; email: string; password: string }): Promise<void>;
  signOut(): void;
  /** The server no longer takes this token. Ignored when another session has begun since. */
  expire(token: string): void;
}

const KEY = 'studio-session';

/** Keeps the session over a reload, and in step with the other tabs of this browser. */
export function createSessionStore(): SessionStore {
  const store = createStore<SessionState>({ current: parseSession(localStorage.getItem(KEY)) });
  const set = (state: SessionState) => {
    if (state.current) localStorage.setItem(KEY, JSON.stringify(state.current));
    else localStorage.removeItem(KEY);
    store.set(state);
  };
  addEventListener('storage', (event) => {
    if (event.key === KEY || event.key === null)
      store.set({ current: parseSession(localStorage.getItem(KEY)) });
  });

  async function begin(route: 'login' | 'sign-up', input: object): Promise<void> {
    const init = { method: 'POST', ...jsonBody(input) };
    const send = (url: string) => fetch(url, init);
    set({ current: await requestJson(send, sessionSchema, `/api/auth/${route}`) });
  }

  return {
    subscribe: store.subscribe,
    getSnapshot: store.getSnapshot,
    signIn: (email, password) => begin('login', { email, password }),
    signUp: (account) => begin('sign-up', account),
    signOut: () => set({ current: null }),
    expire(token) {
      if (store.getSnapshot().current?.token !== token) return;
      set({ current: null, notice: 'Your session has ended. Sign in again.' });
    },
  };
}

function parseSession(text: string | null): Session | null {
  try {
    const result = v.safeParse(sessionSchema, JSON.parse(text ?? 'null'));
    return result.success ? result.output : null;
  } catch {
    return null;
  }
}
