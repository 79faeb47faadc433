import { DEMO_ACCOUNTS } from '../../server/demo-accounts.ts';

/** Calls the API of a studio, with a path below `/api`. */
export type StudioApi = (path: string, init?: RequestInit) => Promise<Response>;

/** The API as its demo user. */
export async function openStudioApi(url: string): Promise<StudioApi> {
  const login = await fetch(`${url}/api/auth/login`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(DEMO_ACCOUNTS[0]),
  });
  const { token } = await login.json();
  return (path, { headers, ...init } = {}) =>
    fetch(`${url}/api${path}`, { ...init, headers: { Authorization: `Bearer ${token}`, ...headers } });
}
