/** Those that people write. The others stay as they are written, which can be read, too. */
const NAMED: ReadonlyMap<string, string> = new Map([
  ...([
    ['amp', '&'],
    ['lt', '<'],
    ['gt', '>'],
    ['quot', '"'],
    ['apos', "'"],
    ['nbsp', '\u00a0'],
  ] as const),
  ...([
    ['copy', '©'],
    ['reg', '®'],
    ['trade', '™'],
    ['hellip', '…'],
    ['ndash', '–'],
    ['mdash', '—'],
  ] as const),
  ...([
    ['larr', '←'],
    ['rarr', '→'],
    ['times', '×'],
    ['deg', '°'],
    ['euro', '€'],
    ['middot', '·'],
  ] as const),
]);

/** `&amp;` and `&#38;` as the characters they stand for. */
export function decodeEntities(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|([a-zA-Z]{2,6}));/g,
    (written, decimal, hex, name) =>
      name ? (NAMED.get(name) ?? written) : character(decimal ? Number(decimal) : Number.parseInt(hex, 16)),
  );
}

function character(code: number): string {
  const isOne = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  return isOne ? String.fromCodePoint(code) : '\ufffd';
}
