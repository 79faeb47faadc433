import { matchesHost } from '@fluxstudio/plugin-protocol/manifest/host-pattern';
import { BLOCKED_PORTS } from './blocked-ports.ts';
import { type Hop, refused } from './failure.ts';
import { URL_LENGTH } from './limits.ts';

/**
 * Whether a plugin may go there, as far as the URL alone tells. Its addresses are still to be checked.
 *
 * @throws HttpError `PERMISSION_DENIED` or, after a redirect, `NETWORK_ERROR`
 */
export function checkTarget(hop: Hop, hosts: readonly string[]): void {
  const { url } = hop;
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw refused(hop, 'is neither http nor https');
  if (hasUserinfo(url)) throw refused(hop, 'has a user name or password in its URL');
  if (isTooLong(url)) throw refused(hop, `has a URL longer than ${URL_LENGTH} characters`);
  if (!matchesHost(url, hosts))
    throw refused(hop, `is not one of the hosts in the manifest (${hosts.join(', ') || 'none'})`);
  if (url.port !== '' && BLOCKED_PORTS.has(Number(url.port)))
    throw refused(hop, 'has a port that HTTP is not spoken on');
}

export function hasUserinfo({ username, password }: URL): boolean {
  return username !== '' || password !== '';
}

/** Measured as JSON, in which the URL goes back to the plugin. */
export function isTooLong({ href }: URL): boolean {
  return JSON.stringify(href).length - 2 > URL_LENGTH;
}
