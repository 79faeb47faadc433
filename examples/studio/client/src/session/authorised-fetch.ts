import type { Session } from './session-store.ts';

/** Shaped like `fetch`: resolves for error statuses too. */
export type AuthorisedFetch = (url: string, init?: RequestInit) => Promise<Response>;

/** A `fetch` in the name of one session. It never sends the token of another user, however long it lives. */
export function createAuthorisedFetch(
  { token }: Session,
  onExpired: (token: string) => void,
): AuthorisedFetch {
  return async (url, init = {}) => {
    const headers = new Headers(init.headers);
    headers.set('Authorization', `Bearer ${token}`);
    const response = await fetch(url, { ...init, headers });
    if (response.status === 401) onExpired(token);
    return response;
  };
}
