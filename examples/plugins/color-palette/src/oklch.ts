/** Lightness 0–1, chroma 0–0.4, hue in degrees: equal steps look equal, which RGB and HSL cannot promise. */
export interface Oklch {
  l: number;
  c: number;
  h: number;
}

const HEX = /^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/i;

/** Reads `#rgb` or `#rrggbb`; anything else is `undefined`. Matrices: Björn Ottosson, “A perceptual color space”, 2020. */
export function parseHex(text: unknown): Oklch | undefined {
  if (typeof text !== 'string' || !HEX.test(text)) return undefined;
  const digits =
    text.length === 4 ? [...text.slice(1)].map((digit) => digit + digit).join('') : text.slice(1);
  const channel = (at: number) => toLinear(Number.parseInt(digits.slice(at, at + 2), 16) / 255);
  return fromLinearRgb(channel(0), channel(2), channel(4));
}

/** As `#rrggbb`. A colour that no screen shows loses chroma, never hue. */
export function toHex({ l, c, h }: Oklch): string {
  let chroma = c;
  let rgb = toLinearRgb(l, chroma, h);
  while (chroma > 0.001 && !rgb.every((channel) => channel >= -0.0001 && channel <= 1.0001)) {
    chroma *= 0.95;
    rgb = toLinearRgb(l, chroma, h);
  }
  const byte = (channel: number) => Math.round(toGamma(Math.min(1, Math.max(0, channel))) * 255);
  return `#${rgb.map((channel) => byte(channel).toString(16).padStart(2, '0')).join('')}`;
}

function fromLinearRgb(r: number, g: number, b: number): Oklch {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  const a = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
  const bb = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
  return {
    l: 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    c: Math.hypot(a, bb),
    h: normalizeHue((Math.atan2(bb, a) * 180) / Math.PI),
  };
}

function toLinearRgb(lightness: number, chroma: number, hue: number): [number, number, number] {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

export function normalizeHue(degrees: number): number {
  return ((degrees % 360) + 360) % 360;
}

function toLinear(channel: number): number {
  return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
}

function toGamma(channel: number): number {
  return channel <= 0.0031308 ? channel * 12.92 : 1.055 * channel ** (1 / 2.4) - 0.055;
}
