import { MOST_IMAGE_PIXELS } from './panel/canvas-images.ts';

/** Of an address: what stands before the size, such as a preview, is shorter. */
const MOST_READ = 500_000;
/** A parameter has a value, so that `base64` is only ever the end. */
const TYPE = /^data:image\/\w+(?:;[\w-]+=[\w-]+)*(;base64)?$/i;

/**
 * The pixels of a picture of pixels that travels within its address, as its header says: a browser makes room for all of them before it
 * has read the rest. A header that browsers do not agree about has none.
 *
 * AVIF is not read: what its boxes say does not bind what is coded in them.
 */
export function picturePixels(address: string): number | undefined {
  const bytes = headOf(address);
  const [width = 0, height = 0] =
    sizeInPng(bytes) ?? sizeInGif(bytes) ?? sizeInWebp(bytes) ?? sizeInJpeg(bytes) ?? [];
  return width * height || undefined;
}

type Size = readonly [width: number, height: number];

/** The first bytes, each as a character. */
function headOf(address: string): string {
  const comma = address.indexOf(',');
  const type = TYPE.exec(address.slice(0, comma));
  if (!type) return '';
  // As browsers read an address: without breaks, and without what follows a hash.
  const text = address.slice(comma + 1, comma + 1 + MOST_READ).replace(/[\t\n\r]|#.*/gs, '');
  const bytes = text.replace(/%([\da-f]{2})/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16)));
  // Some browsers leave out spaces, and a letter of another alphabet is several bytes.
  if (!type[1]) return /[^!-~]/.test(text) ? '' : bytes;
  // Of what was cut off, the end may not be whole.
  const digits = bytes.replace(/[\t\n\f\r ]|%.?$/g, '');
  try {
    return atob(digits.length % 4 === 1 ? digits.slice(0, -1) : digits);
  } catch {
    return '';
  }
}

/** What is not there is no number, and makes none. */
function big(bytes: string, at: number, count = 2): number {
  let value = 0;
  for (let index = 0; index < count; index++) value = value * 256 + bytes.charCodeAt(at + index);
  return value;
}

function little(bytes: string, at: number, count = 2): number {
  let value = 0;
  for (let index = count; index-- > 0; ) value = value * 256 + bytes.charCodeAt(at + index);
  return value;
}

function sizeInPng(bytes: string): Size | undefined {
  if (!bytes.startsWith('\x89PNG\r\n\x1A\n\0\0\0\rIHDR')) return undefined;
  return [big(bytes, 16, 4), big(bytes, 20, 4)];
}

/** Browsers make room for the first frame as well, where it is larger than all of it. */
function sizeInGif(bytes: string): Size | undefined {
  if (!/^GIF8[79]a/.test(bytes)) return undefined;
  const flags = big(bytes, 10, 1);
  let at = 13 + (flags & 128 ? 3 << ((flags & 7) + 1) : 0);
  // Extensions: two bytes, then blocks that begin with their length, the last of which is empty.
  for (; bytes[at] === '!'; at++) for (at += 2; big(bytes, at, 1) > 0; ) at += big(bytes, at, 1) + 1;
  if (bytes[at] !== ',') return undefined;
  const right = little(bytes, at + 1) + little(bytes, at + 5);
  const bottom = little(bytes, at + 3) + little(bytes, at + 7);
  return [Math.max(little(bytes, 6), right), Math.max(little(bytes, 8), bottom)];
}

function sizeInWebp(bytes: string): Size | undefined {
  if (!/^RIFF.{4}WEBP/s.test(bytes)) return undefined;
  switch (bytes.slice(12, 16)) {
    case 'VP8 ':
      return [little(bytes, 26) % 0x4000, little(bytes, 28) % 0x4000];
    case 'VP8L': {
      const both = little(bytes, 21, 4);
      return [(both % 0x4000) + 1, (Math.floor(both / 0x4000) % 0x4000) + 1];
    }
    case 'VP8X':
      return [little(bytes, 24, 3) + 1, little(bytes, 27, 3) + 1];
    default:
      return undefined;
  }
}

/** Between the start and the size there are segments which say how long they are: tables, and those of applications. */
function sizeInJpeg(bytes: string): Size | undefined {
  if (!bytes.startsWith('\xFF\xD8')) return undefined;
  for (let at = 2; bytes[at] === '\xFF'; ) {
    const marker = big(bytes, at + 1, 1);
    if (marker === 0xff) at++;
    else if (/[\xC0-\xC3\xC5-\xC7\xC9-\xCB\xCD-\xCF]/.test(bytes.charAt(at + 1)))
      return [big(bytes, at + 7), big(bytes, at + 5)];
    else if (/[\xC4\xCC\xDB\xDD\xE0-\xEF\xFE]/.test(bytes.charAt(at + 1))) at += 2 + big(bytes, at + 2);
    else return undefined;
  }
  return undefined;
}

/** Whether a `data:` picture unpacks to no more than an image may: a few kilobytes can stand for gigabytes. An SVG has no pixels of its own. */
export function isSmallPicture(address: string): boolean {
  return /^data:image\/svg/i.test(address) || (picturePixels(address) ?? Infinity) <= MOST_IMAGE_PIXELS;
}
