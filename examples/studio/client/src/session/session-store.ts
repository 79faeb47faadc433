import * as v from 'valibot';
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

  return {
    subscribe: store.subscribe,
    getSnapshot: store.getSnapshot,
    async signIn(email, password) {
      const response = await fetch('/api/auth/login', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ email, password }),
      }).catch((cause) => {
        throw new Error('The server could not be reached. Is it running?', { cause });
      });
      const body: unknown = await response.json().catch(() => undefined);
      if (!response.ok)
        throw new Error(messageOf(body) ?? `The server answered ${response.status}. Try again.`);
      set({ current: v.parse(sessionSchema, body) });
    },
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

function messageOf(body: unknown): string | undefined {
  const result = v.safeParse(v.object({ message: v.string() }), body);
  return result.success ? result.output.message : undefined;
}
