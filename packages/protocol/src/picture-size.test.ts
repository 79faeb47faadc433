import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { ELEMENTS } from './panel/elements.ts';
import { picturePixels } from './picture-size.ts';

const big = (value: number, count = 2) => bytesOf(value, count).reverse().join('');
const little = (value: number, count = 2) => bytesOf(value, count).join('');
const bytesOf = (value: number, count: number) =>
  Array.from({ length: count }, (_, at) => String.fromCharCode(Math.floor(value / 256 ** at) % 256));

const png = (width: number, height: number) =>
  `\x89PNG\r\n\x1A\n\0\0\0\rIHDR${big(width, 4)}${big(height, 4)}\x01\0\0\0\0`;
const frame = (width: number, height: number, x = 0, y = 0) =>
  `,${little(x)}${little(y)}${little(width)}${little(height)}\0`;
const gif = (width: number, height: number, rest = frame(width, height)) =>
  `GIF89a${little(width)}${little(height)}\0\0\0${rest}`;
const webp = (chunk: string) => `RIFF\0\0\0\0WEBP${chunk}`;
const lossy = (width: number, height: number) =>
  webp(`VP8 \0\0\0\0\0\0\0\x9D\x01\x2A${little(width)}${little(height)}`);
const lossless = (width: number, height: number) =>
  webp(`VP8L\0\0\0\0/${little(width - 1 + (height - 1) * 0x4000, 4)}`);
const extended = (width: number, height: number) =>
  webp(`VP8X\0\0\0\0\0\0\0\0${little(width - 1, 3)}${little(height - 1, 3)}`);
const segment = (marker: number, content: string) =>
  `\xFF${String.fromCharCode(marker)}${big(content.length + 2)}${content}`;
const start = (width: number, height: number, marker = 0xc0) =>
  segment(marker, `\x08${big(height)}${big(width)}\x01\x01\x11\0`);
const jpeg = (width: number, height: number, before = '') => `\xFF\xD8${before}${start(width, height)}`;

const inBase64 = (bytes: string) => `data:image/png;base64,${btoa(bytes)}`;
const inEscapes = (bytes: string) =>
  `data:image/png,${bytes.replace(/[^\w]/gs, (byte) => `%${byte.charCodeAt(0).toString(16).padStart(2, '0')}`)}`;

const FORMATS = [
  ['PNG', png],
  ['GIF', gif],
  ['lossy WebP', lossy],
  ['lossless WebP', lossless],
  ['extended WebP', extended],
  ['JPEG', jpeg],
] as const;

describe('the pixels of a picture', () => {
  it.each(FORMATS)('are in the header of a %s', (_, make) => {
    for (const address of [inBase64, inEscapes]) {
      expect(picturePixels(address(make(300, 200)))).toBe(60_000);
      expect(picturePixels(address(make(16_000, 16_000)))).toBe(256_000_000);
      expect(picturePixels(address(make(300, 200).slice(0, 9)))).toBeUndefined();
    }
  });

  it.each([
    [
      'png',
      'iVBORw0KGgoAAAANSUhEUgAAAAMAAAACCAYAAACddGYaAAAAEklEQVR4AWL6z8DwH4aZGJAAAAAA//+GpNPhAAAABklEQVQDAHTzBf+1yIrkAAAAAElFTkSuQmCC',
    ],
    ['gif', 'R0lGODlhAwACAIAAAAAAAP///yH5BAEAAAAALAAAAAADAAIAAAIChF8AOw=='],
    ['webp', 'UklGRjQAAABXRUJQVlA4ICgAAACQAQCdASoDAAIAB0CWJaACdLoAA5gA/uUK+Cepco/+N48CvJdjoAAA'],
    ['webp', 'UklGRhwAAABXRUJQVlA4TA8AAAAvAkAAAAcQ/Y/+ByKi/wEA'],
    ['jpeg', '/9j/4AAQSkZJRgABAQAAAQABAAD/wAARCAACAAMDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAP/'],
  ])('are those that a browser sees in a %s', (format, bytes) => {
    expect(picturePixels(`data:image/${format};base64,${bytes}`)).toBe(6);
  });

  it('are those that are in it, whatever it is called', () => {
    expect(picturePixels(`data:image/webp;charset=utf-8;BASE64,${btoa(png(3, 2))}`)).toBe(6);
    expect(picturePixels(inBase64(`BM${'\0'.repeat(50)}`))).toBeUndefined();
    expect(picturePixels(inBase64(`\0\0\0\x1CftypavifispeAAAA${big(3, 4)}${big(2, 4)}`))).toBeUndefined();
  });

  it('stand behind all that a JPEG may begin with', () => {
    const preview = segment(0xe1, `Exif${start(1, 1)}${'x'.repeat(60_000)}`);
    expect(picturePixels(inBase64(jpeg(4_000, 3_000, preview.repeat(4))))).toBe(12_000_000);
    expect(picturePixels(inBase64(jpeg(4_000, 3_000, preview.repeat(20))))).toBeUndefined();
    expect(picturePixels(inBase64(`\xFF\xD8\xFF\xFF${start(7, 3, 0xc2)}`))).toBe(21);
  });

  it('are not there where a JPEG may be read in two ways', () => {
    const hidden = segment(0, start(16_000, 16_000));
    expect(picturePixels(inBase64(jpeg(1, 1, hidden)))).toBeUndefined();
    expect(picturePixels(inBase64(jpeg(1, 1, 'x')))).toBeUndefined();
    expect(picturePixels(inBase64(`\xFF\xD8\xFF\xD9${start(1, 1)}`))).toBeUndefined();
  });

  it('are as many as the first frame of a GIF has, with its place', () => {
    const comment = `!\xFE\x03,,,\x02,,\0`;
    expect(picturePixels(inBase64(gif(2, 2, comment + frame(16_000, 15_000, 10, 20))))).toBe(16_010 * 15_020);
    expect(picturePixels(inBase64(`GIF87a\x02\0\x02\0\x81\0\0${'\0'.repeat(12)}${frame(9, 9)}`))).toBe(81);
    expect(picturePixels(inBase64(gif(2, 2, comment)))).toBeUndefined();
  });

  it('are read as a browser reads an address', () => {
    const lines = btoa(png(3, 2)).replace(/.{8}/g, '$& \n%0A');
    expect(picturePixels(`data:image/png;base64,${lines}`)).toBe(6);
    expect(picturePixels(`data:image/png;base64,${encodeURIComponent(btoa(png(3, 2)))}`)).toBe(6);
    expect(picturePixels(`${inEscapes(gif(3, 2)).replace('%02', '\t%0\n2')}#x`)).toBe(6);
    expect(
      picturePixels(`data:image/png;base64,${btoa(png(3, 2)).replace(/^.{20}/, '$&#')}`),
    ).toBeUndefined();
    expect(picturePixels(`data:image/png;base64;a=b,${btoa(png(3, 2))}`)).toBeUndefined();
    // A space that one browser leaves out, and a letter of two bytes.
    expect(picturePixels(inEscapes(png(0x2020, 2)).replace('%20%20', '  '))).toBeUndefined();
    expect(picturePixels(inEscapes(png(0xe9, 2)).replace('%e9', 'é'))).toBeUndefined();
    expect(picturePixels('data:image/png,')).toBeUndefined();
    expect(picturePixels('https://a.example/a.png')).toBeUndefined();
  });
});

describe('an Image', () => {
  const faultOf = (src: string) =>
    v.safeParse(ELEMENTS.Image.props.src, src, { abortEarly: true }).issues?.[0].message;
  const FAULT = 'must be a PNG, JPEG, GIF or WebP of at most 8,388,608 pixels, as its header says';

  it.each(FORMATS)('has at most so many pixels: %s', (_, make) => {
    expect(faultOf(inBase64(make(4_096, 2_048)))).toBeUndefined();
    expect(faultOf(inBase64(make(4_096, 2_049)))).toBe(FAULT);
    expect(faultOf(inEscapes(make(16_000, 16_000)))).toBe(FAULT);
  });

  it('has a header', () => {
    expect(faultOf('data:image/png;base64,AAAA')).toBe(FAULT);
    expect(faultOf('data:image/avif;base64,AAAA')).toBe(FAULT);
    expect(faultOf('https://a.example/a.png')).toBeUndefined();
    expect(faultOf('data:image/svg+xml,<svg><path d=""/></svg>')).toBeUndefined();
  });
});
