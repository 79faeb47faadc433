/** Hues by what people call them, in degrees. The first one that a text names is taken. */
const HUES: readonly (readonly [words: RegExp, hue: number])[] = [
  [/\b(?:red|fire|passion)/i, 4],
  [/\b(?:orange|autumn|fall|sunset|warm)/i, 24],
  [/\b(?:yellow|gold|sun|summer|happy)/i, 44],
  [/\b(?:green|forest|nature|plant|spring)/i, 142],
  [/\b(?:teal|mint|fresh)/i, 172],
  [/\b(?:blue|sea|ocean|sky|water|calm|winter|cool)/i, 210],
  [/\b(?:indigo|night|space)/i, 244],
  [/\b(?:purple|violet|magic)/i, 272],
  [/\b(?:pink|rose|love)/i, 336],
];

/** Five colours for what a text speaks of, as `#rrggbb` with what each is for. The same text has the same ones. */
export function paletteFor(text: string): readonly { readonly color: string; readonly role: string }[] {
  const hue = hueOf(text);
  return [
    { color: hslToHex(hue, 70, 45), role: 'main colour' },
    { color: hslToHex(hue + 30, 65, 55), role: 'beside it' },
    { color: hslToHex(hue + 180, 70, 50), role: 'accent' },
    { color: hslToHex(hue, 30, 95), role: 'background' },
    { color: hslToHex(hue, 30, 15), role: 'text' },
  ];
}

function hueOf(text: string): number {
  const hex = /#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})\b/i.exec(text);
  if (hex) return hueOfRgb(hex.slice(1).map((digits) => Number.parseInt(digits, 16)));
  return HUES.find(([words]) => words.test(text))?.[1] ?? numberOf(text) % 360;
}

/** A number that the letters of a text make, and no other text of the same length is likely to. FNV-1a, 32 bits. */
export function numberOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const letter of text.toLowerCase()) {
    hash ^= letter.codePointAt(0) ?? 0;
    hash = Math.imul(hash, 0x01000193) >>> 0;
  }
  return hash;
}

function hueOfRgb([red = 0, green = 0, blue = 0]: readonly number[]): number {
  return (Math.atan2(Math.sqrt(3) * (green - blue), 2 * red - green - blue) * 180) / Math.PI;
}

/** @param hue in degrees, also beyond a round; the others in per cent */
function hslToHex(hue: number, saturation: number, lightness: number): string {
  const light = lightness / 100;
  const reach = (saturation / 100) * Math.min(light, 1 - light);
  const channel = (offset: number) => {
    const place = (((offset + hue / 30) % 12) + 12) % 12;
    const value = light - reach * Math.max(-1, Math.min(place - 3, 9 - place, 1));
    return Math.round(value * 255)
      .toString(16)
      .padStart(2, '0');
  };
  return `#${channel(0)}${channel(8)}${channel(4)}`;
}
