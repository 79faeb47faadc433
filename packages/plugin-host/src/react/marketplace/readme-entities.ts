const NAMED: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['nbsp', '\u00A0'],
  ['copy', '©'],
  ['reg', '®'],
  ['trade', '™'],
  ['hellip', '…'],
  ['mdash', '—'],
  ['ndash', '–'],
]);

/** The characters that Markdown writes as HTML does: `&amp;`, `&#8212;`. Those that turn a text around stay as they are. */
export function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}));/gi, (whole, decimal, hex, name) => {
    if (name) return NAMED.get(name) ?? whole;
    const code = Number.parseInt(decimal ?? hex, decimal ? 10 : 16);
    if (code < 0x20 || code > 0x10ffff) return whole;
    const letter = String.fromCodePoint(code);
    return /[\p{Cc}\p{Cf}\p{Cs}]/u.test(letter) ? whole : letter;
  });
}
