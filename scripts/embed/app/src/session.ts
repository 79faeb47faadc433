import { useEffect, useState } from 'react';
import { apiClient } from './api-client';

export interface User {
  readonly id: string;
  readonly name: string;
}

/** The app's sessions: `null` while nobody is signed in, `undefined` until that is known. */
export function useSession() {
  const [user, setUser] = useState<User | null>();
  const load = async () => {
    const response = await apiClient.fetch('/api/me');
    setUser(response.ok ? ((await response.json()) as User) : null);
  };
  useEffect(() => void load(), []);
  const send = async (path: string, body: object) => {
    const headers = { 'Content-Type': 'application/json' };
    await apiClient.fetch(path, { method: 'POST', headers, body: JSON.stringify(body) });
    await load();
  };
  return {
    user,
    signIn: (name: string) => send('/api/sign-in', { name }),
    signOut: () => send('/api/sign-out', {}),
  };
}
