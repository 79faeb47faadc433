import { describe, expect, it } from 'vitest';
import { isEmbeddedPicture } from './pictures.ts';

const svg = (inside: string, attributes = '') =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"${attributes}>${inside}</svg>`;
const address = (text: string, type = '') => `data:image/svg+xml${type},${encodeURIComponent(text)}`;

describe('an embedded picture', () => {
  it.each(['png', 'jpeg', 'jpg', 'gif', 'webp', 'avif', 'PNG'])('may be a %s', (format) => {
    expect(isEmbeddedPicture(`data:image/${format};base64,AAAA`)).toBe(true);
  });

  it.each([
    'data:image/bmp,x',
    'data:image,x',
    'data:image/svg+xml;image/png,',
    'data:text/html,x',
    ' data:image/png,',
    'https://a.example/a.png',
  ])('is not %s', (given) => {
    expect(isEmbeddedPicture(given)).toBe(false);
  });
});

describe('an embedded SVG', () => {
  it.each([
    ['shapes', address(svg('<g fill="none"><path d="M0 0h9"/><rect width="3" height="3" rx="1" /></g>'))],
    ['shapes that are not escaped', `data:image/svg+xml,${svg("<circle cx='3' cy='3' r='2'></circle>")}`],
    ['base64', `data:image/svg+xml;base64,${btoa(svg('<path stroke-width="2" d="M0 0"/>'))}`],
    ['UTF-8 that is said', address(svg('<path d="M0 0"/>'), ';charset=UTF-8')],
    ['a title', address(svg('<title>Größe</title><line x1="0" y1="0" x2="4" y2="4"/>'))],
    [
      'a gradient',
      address(
        svg(
          '<defs><linearGradient id="a"><stop offset="1" stop-color="red"/></linearGradient></defs><path fill="url(#a)" d=""/>',
        ),
      ),
    ],
    ['lines', address(svg('\n  <path\n    d="M0 0"\n  />\n'))],
  ])('may have %s', (_, given) => {
    expect(isEmbeddedPicture(given)).toBe(true);
  });

  it.each([
    ['what is repeated', svg('<use href="#a"/>')],
    ['a filter', svg('<filter id="f"><feGaussianBlur stdDeviation="90"/></filter>')],
    ['a filter that is an attribute', svg('<rect filter="blur(90px)"/>')],
    ['a mask', svg('<mask id="m"/><rect mask="url(#m)"/>')],
    ['a clip', svg('<clipPath id="c"/>')],
    ['a pattern', svg('<pattern id="p"/>')],
    ['a marker', svg('<marker id="m"/>')],
    ['what moves', svg('<rect><animate attributeName="x" dur="1s"/></rect>')],
    ['what is set later', svg('<set attributeName="x" to="1"/>')],
    ['an image', svg('<image href="data:image/png,"/>')],
    ['a page', svg('<foreignObject><p/></foreignObject>')],
    ['a style', svg('<style>*{}</style>')],
    ['a style that is an attribute', svg('', ' style="filter:blur(9px)"')],
    ['layers', svg('<g opacity=".9"/>')],
    ['dashes', svg('<path stroke-dasharray=".0001" d="M0 0H9999"/>')],
    ['a script', svg('<script>x</script>')],
    ['text', svg('<text>x</text>')],
    ['entities', `<!DOCTYPE svg [<!ENTITY a "x">]>${svg('&a;')}`],
    ['an entity in an attribute', svg('<path d="&a;"/>')],
    ['a name space', svg('<s:use xmlns:s="http://www.w3.org/2000/svg" s:href="#a"/>')],
    ['an encoding', `<?xml version="1.0" encoding="UTF-7"?>${svg('')}`],
    ['a comment', svg('<!-- x -->')],
    ['a part without an end', '<svg><use'],
  ])('has not %s', (_, text) => {
    expect(isEmbeddedPicture(address(text))).toBe(false);
    expect(isEmbeddedPicture(`data:image/svg+xml,${text}`)).toBe(false);
    expect(isEmbeddedPicture(`data:image/svg+xml;base64,${btoa(text)}`)).toBe(false);
  });

  it.each([
    ['a name in two lines', `data:image/svg+xml,${svg('<u\nse href="#a"/>')}`],
    ['another encoding', address(svg(''), ';charset=utf-16')],
    ['another encoding in its bytes', `data:image/svg+xml;base64,${btoa('\xFF\xFE<\0u\0s\0e\0/\0>\0')}`],
    ['what is escaped wrongly', 'data:image/svg+xml,<svg %FF/>'],
    ['what is no base64', 'data:image/svg+xml;base64,<'],
    ['more than 2,000 characters', address(svg('<path d="M0 0"/>'.repeat(200)))],
  ])('has not %s', (_, given) => {
    expect(isEmbeddedPicture(given)).toBe(false);
  });
});
