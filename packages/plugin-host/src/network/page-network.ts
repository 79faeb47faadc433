import type { NetworkService } from '../services.ts';

export interface PageNetworkOptions {
  /** Default: the platform's. */
  fetch?: typeof globalThis.fetch;
}

/**
 * Requests from the page itself, for an app without a back end that sends them. The lesser way:
 *
 * - The page's Content-Security-Policy and the target's CORS apply, and the target learns the app's origin.
 * - Redirects fail: a page cannot see where they lead.
 * - Nothing is promised about addresses: a host that the manifest names may resolve to the user's own network.
 * - A service worker of the app sees the requests.
 *
 * @example
 * createPluginHost({ services: { network: createPageNetwork() }, backend, userId });
 */
export function createPageNetwork({ fetch = globalThis.fetch }: PageNetworkOptions = {}): NetworkService {
  return {
    fetch: ({ url, method, headers, body }, _hosts, { signal }) =>
      fetch(url, {
        method,
        headers: headers.map(([name, value]): [string, string] => [name, value]),
        body,
        signal,
        mode: 'cors',
        credentials: 'omit',
        redirect: 'error',
        referrerPolicy: 'no-referrer',
        cache: 'no-store',
      }),
  };
}
