import { isIP } from 'node:net';
import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import ipaddr from 'ipaddr.js';

type Address = ipaddr.IPv4 | ipaddr.IPv6;
type Range = readonly [address: Address, bits: number];

const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3');
// An IPv6-only server reaches IPv4 hosts through it, at the address in the last 32 bits.
const NAT64 = ipaddr.IPv6.parseCIDR('64:ff9b::/96');
// Inside every Azure machine the platform's own service answers here, with credentials among its answers.
const AZURE_PLATFORM = '168.63.129.16';

/**
 * Whether an IP address is one of the public internet: global unicast, and none of the ranges set aside for other uses.
 * IPv4 within IPv6 (mapped, compatible, 6to4, Teredo) is refused; no honest name has such an address. NAT64's well-known
 * prefix is judged by the IPv4 address in it, as servers without IPv4 depend on it.
 *
 * @example
 * isPublicAddress('93.184.215.14') // true
 * isPublicAddress('169.254.169.254') // false
 */
export function isPublicAddress(address: string): boolean {
  const parsed = parseAddress(address);
  return parsed !== undefined && isPublic(parsed);
}

/**
 * {@link isPublicAddress} with an operator's exceptions: addresses, or CIDR ranges. An exception holds for the form it is
 * written in, not for the same IPv4 address within IPv6.
 *
 * @throws PluginError `INVALID_ARGUMENT` for an entry that is neither
 *
 * @example
 * const isAllowed = createAddressRule(['10.1.2.0/24', 'fd00::7']);
 */
export function createAddressRule(allowPrivate: readonly string[]): (address: string) => boolean {
  const exceptions = allowPrivate.map(parseRange);
  return (address) => {
    const parsed = parseAddress(address);
    if (!parsed) return false;
    return isPublic(parsed) || exceptions.some((range) => isWithin(parsed, range));
  };
}

/** `undefined` for what is no address, for one with a zone, and for IPv4 other than four decimal parts. */
function parseAddress(text: string): Address | undefined {
  return isIP(text) === 0 || text.includes('%') ? undefined : ipaddr.parse(text);
}

function isPublic(address: Address): boolean {
  if (address.kind() === 'ipv4')
    return address.range() === 'unicast' && address.toString() !== AZURE_PLATFORM;
  if (isWithin(address, NAT64)) return isPublic(new ipaddr.IPv4(address.toByteArray().slice(12)));
  return isWithin(address, GLOBAL_UNICAST) && address.range() === 'unicast';
}

function isWithin(address: Address, [start, bits]: Range): boolean {
  return address.kind() === start.kind() && address.match(start, bits);
}

function parseRange(text: string): Range {
  const [, start = text, bits] = /^(.*)\/(\d{1,3})$/.exec(text) ?? [];
  const address = parseAddress(start);
  const most = address?.kind() === 'ipv4' ? 32 : 128;
  if (!address || Number(bits ?? most) > most)
    throw new PluginError(
      'INVALID_ARGUMENT',
      `allowPrivate: ${JSON.stringify(text)} is no IP address or CIDR range such as 10.1.2.0/24`,
    );
  return [address, Number(bits ?? most)];
}
