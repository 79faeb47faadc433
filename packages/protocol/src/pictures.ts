const PIXELS = /^data:image\/(?:png|jpe?g|gif|webp|avif)[;,]/i;
/** At most as many characters as the icon of a plugin may have. */
const SVG = /^data:image\/svg\+xml(?:;(?:charset=)?utf-?8)?(;base64)?,(.{0,2000})$/is;

/** Without attributes that make a layer, look like something else, or cut a line into a million. */
const SHAPE =
  /<title>[^<&]*<\/title>|<\/?(?:svg|g|path|rect|circle|ellipse|line|poly\w+|\w+Gradient|defs|stop)(?:\s+(?!style|filter|mask|opacity|stroke-da)[\w:-]+=(?:"[^"<&]*"|'[^'<&]*'))*\s*\/?>/g;

/**
 * Whether an address is a picture that travels within it and costs no more than it says: one of pixels, or an SVG of at most 2,000 characters
 * of plain shapes. A kilobyte of what SVG has beyond those, such as `<use>` and filters, keeps a page busy for ever, so what stands in it
 * otherwise is not guessed at.
 */
export function isEmbeddedPicture(address: string): boolean {
  const [, base64, body] = SVG.exec(address) ?? [];
  if (body === undefined) return PIXELS.test(address);
  try {
    const text = decodeURIComponent(body);
    return !(base64 ? atob(text) : text).replace(SHAPE, '').trim();
  } catch {
    return false;
  }
}
