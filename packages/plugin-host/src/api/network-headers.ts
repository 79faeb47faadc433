import type { NetworkResponseHead } from '@fluxstudio/plugin-protocol/api/network';
import { PluginError } from '@fluxstudio/plugin-protocol/errors';

type HeaderList = NetworkResponseHead['headers'];

/** What a browser lets no script set: identity, the connection's own headers, and what servers take as the browser's word. */
const FORBIDDEN =
  /^(?:cookie2?|set-cookie2?|host|origin|referer|sec-.*|proxy-.*|connection|keep-alive|te|trailer|transfer-encoding|upgrade|via|content-length|expect|date|dnt|accept-(?:charset|encoding)|access-control-request-.*)$/;

/** Cookies belong to the user's browser; what a request left behind there is not for plugins. */
const KEPT_BACK = /^set-cookie2?$/;

/**
 * The headers of a plugin's request, without those that are not its own to set. A platform's `Request` has left most of them out by
 * then; a forged runtime has not.
 *
 * @throws PluginError `INVALID_ARGUMENT` for a name or a value that HTTP does not allow
 */
export function requestHeaders(given: HeaderList): [name: string, value: string][] {
  const headers = new Headers();
  for (const [name, value] of given) {
    try {
      headers.append(name, value);
    } catch {
      throw new PluginError(
        'INVALID_ARGUMENT',
        `network.fetch: ${JSON.stringify(name)} is not a valid header`,
      );
    }
  }
  return [...headers].filter(([name]) => !FORBIDDEN.test(name));
}

/** The headers of an answer, as far as they are for a plugin. */
export function responseHeaders(headers: Headers): HeaderList {
  return [...headers].filter(([name]) => !KEPT_BACK.test(name));
}
