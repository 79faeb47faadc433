import { isEmbeddedPicture } from '@fluxstudio/plugin-protocol/pictures';

/** Longer addresses are nobody's link. An image in one may be longer. */
const MAX_ADDRESS = 2000;
const MAX_IMAGE = 500_000;

/** An address that an author's text may link to: `https:` or `mailto:`, absolute. */
export function linkAddress(href: string): string | undefined {
  const url = parse(href, MAX_ADDRESS);
  return url?.protocol === 'https:' || url?.protocol === 'mailto:' ? url.href : undefined;
}

/**
 * An image that an author's text may show: embedded, or from another `https:` site. Not from the app's own: what is asked for there goes
 * with the user's cookies.
 */
export function imageAddress(src: string): string | undefined {
  if (isEmbedded(src)) return src;
  const url = parse(src, MAX_ADDRESS);
  return url?.protocol === 'https:' && url.origin !== location.origin ? url.href : undefined;
}

/** An image that the marketplace names. It may be a file of the app. */
export function screenshotAddress(address: string): string | undefined {
  if (isEmbedded(address)) return address;
  const url = parse(address, MAX_ADDRESS, location.href);
  return url?.protocol === 'https:' || url?.origin === location.origin ? url.href : undefined;
}

function isEmbedded(src: string): boolean {
  return src.length <= MAX_IMAGE && isEmbeddedPicture(src);
}

function parse(address: string, max: number, base?: string): URL | undefined {
  if (address.length > max || !URL.canParse(address, base)) return undefined;
  const url = new URL(address, base);
  // A name before the host is made to look like one.
  return url.username === '' && url.password === '' ? url : undefined;
}
