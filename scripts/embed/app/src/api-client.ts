/** The app's HTTP client: the session is a cookie, and what changes something carries the CSRF token of another one. */
export const apiClient = {
  fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    const token = /(?:^|; )csrf=([^;]*)/.exec(document.cookie)?.[1];
    if (token) headers.set('X-CSRF-Token', token);
    return fetch(path, { ...init, headers, credentials: 'same-origin' });
  },
};
