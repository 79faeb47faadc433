import { lookup } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import { type Hop, networkError, refused } from './failure.ts';

/**
 * All addresses of a host name.
 *
 * @example
 * const resolve: ResolveHost = async (name) => [{ address: '93.184.215.14', family: 4 }];
 */
export type ResolveHost = (
  hostname: string,
) => Promise<readonly { readonly address: string; readonly family: number }[]>;

export interface AddressGuardOptions {
  isAllowed: (address: string) => boolean;
  resolve: ResolveHost;
}

/**
 * Resolves the host of a hop once, and refuses it when any of its addresses is not allowed: a name with a public and a private
 * address is an attempt. What it returns is the `lookup` of the hop's socket, and gives it the addresses that were
 * checked: a second answer of the DNS cannot matter, as nobody asks again.
 *
 * @throws HttpError `PERMISSION_DENIED` or, after a redirect, `NETWORK_ERROR`
 */
export type AddressGuard = (hop: Hop) => Promise<LookupFunction>;

export function createAddressGuard({ isAllowed, resolve }: AddressGuardOptions): AddressGuard {
  return async (hop) => {
    const hostname = hostnameOf(hop.url);
    // Node connects to a literal address without a lookup.
    const family = isIP(hostname);
    const found = family ? [{ address: hostname, family }] : await resolve(hostname);
    if (found.length === 0) throw networkError(hop, 'has a name that cannot be resolved');
    // The addresses themselves are the operator's to know, not the plugin's.
    if (!found.every(({ address }) => isAllowed(address)))
      throw refused(hop, family ? 'is a private address' : 'resolves to a private address');
    return pinned(found.map(({ address }) => ({ address, family: isIP(address) })));
  };
}

/** The system's resolver, as for every other connection of this process. */
export const resolveHost: ResolveHost = (hostname) => lookup(hostname, { all: true });

/** As Node connects to it: IPv6 without brackets. */
export function hostnameOf({ hostname }: URL): string {
  return hostname.startsWith('[') ? hostname.slice(1, -1) : hostname;
}

/** A `lookup` that knows its answer. */
function pinned(addresses: { address: string; family: number }[]): LookupFunction {
  return (_hostname, { all }, callback) => {
    const [first] = addresses;
    if (all || !first) callback(null, addresses);
    else callback(null, first.address, first.family);
  };
}
