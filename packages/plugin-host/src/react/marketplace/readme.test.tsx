import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { TestTexts } from '../test-host.tsx';
import { PluginPicturesProvider } from './plugin-pictures-provider.tsx';
import { Readme } from './readme.tsx';
import { imageAddress, linkAddress, screenshotAddress } from './readme-address.ts';
import { MAX_README } from './readme-tokens.ts';

afterEach(cleanup);

const show = (source: string, trustedHosts: readonly string[] = ['*']) =>
  render(
    <PluginPicturesProvider trustedHosts={trustedHosts}>
      <Readme source={source} />
    </PluginPicturesProvider>,
    { wrapper: TestTexts },
  ).container;

describe('a README', () => {
  it('has headings below those of the dialog, lists, code, quotes and tables', () => {
    const readme = show(`# One
## Two
##### Five
Some **bold**, *slanted*, ~~gone~~ and \`code\`.  
Next line &amp; more

3. third
   - inner
- [x] done

> quote

| a | b |
|---|--:|
| 1 | 2 |

\`\`\`js
<b>&amp;</b>
\`\`\`
---`);
    const names = [...readme.querySelectorAll('h4, h5, h6')].map(
      ({ tagName, textContent }) => tagName + textContent,
    );
    expect(names).toEqual(['H4One', 'H5Two', 'H6Five']);
    expect(readme.querySelector('h1, h2, h3')).toBeNull();
    for (const name of ['strong', 'em', 'del', 'p code', 'br', 'blockquote p', 'hr', 'ol ul li', 'table th'])
      expect(readme.querySelector(name), name).toBeTruthy();
    expect(readme.querySelector('ol')?.getAttribute('start')).toBe('3');
    expect(readme.querySelector('pre')?.textContent).toBe('<b>&amp;</b>');
    expect(readme.querySelector('td:last-child')?.className).toContain('text-end');
    expect(readme.textContent).toContain('Next line & more');
    expect(readme.textContent).toContain('☑ done');
  });

  it('links to other sites only, and tells them nothing', () => {
    show(
      '[a](https://docs.example/a "t") [b](mailto:help@example.com) <https://auto.example> https://bare.example',
    );
    const links = screen.getAllByRole('link');
    expect(links.map((link) => link.getAttribute('href'))).toEqual([
      'https://docs.example/a',
      'mailto:help@example.com',
      'https://auto.example/',
      'https://bare.example/',
    ]);
    for (const link of links)
      expect([link.getAttribute('rel'), link.getAttribute('target')]).toEqual([
        'noopener noreferrer',
        '_blank',
      ]);
  });

  it('shows images of other sites without telling them where, and the words of all others', () => {
    const readme = show(
      '![one](https://img.example/a.png) ![two](http://img.example/b.png) ![three](/logout) ![](data:text/html,x) ![four](data:image/png;base64,AA==)',
    );
    const images = [...readme.querySelectorAll('img')];
    expect(images.map(({ alt }) => alt)).toEqual(['one', 'four']);
    expect(images[0]?.getAttribute('referrerpolicy')).toBe('no-referrer');
    expect(images[0]?.getAttribute('loading')).toBe('lazy');
    expect(readme.textContent).toContain('[two] [three] [Image]');
  });
});

describe('pictures of other sites', () => {
  const buttons = () => screen.queryAllByRole('button').map(({ textContent }) => textContent);

  it('are loaded when the user says so, all that were named', () => {
    const readme = show(
      '![one](https://a.example/1.png) ![two](https://a.example/2.png) ![three](https://b.example:8443/3.png) ![four](data:image/png;base64,AA==)',
      [],
    );
    expect([...readme.querySelectorAll('img')].map(({ alt }) => alt)).toEqual(['four']);
    expect(buttons()).toEqual([
      'Show pictures from a.example and 1 other site',
      'Show pictures from a.example and 1 other site',
      'Show pictures from b.example:8443 and 1 other site',
    ]);
    fireEvent.click(screen.getAllByRole('button')[0] as HTMLElement);
    expect([...readme.querySelectorAll('img')].map(({ alt }) => alt)).toEqual([
      'one',
      'two',
      'three',
      'four',
    ]);
    expect(buttons()).toEqual([]);
  });

  it('of hosts that the app trusts are loaded at once, by their whole name', () => {
    const readme = show(
      '![one](https://img.example/1.png) ![two](https://x.img.example/2.png) ![three](https://img.example:8443/3.png)',
      ['img.example'],
    );
    expect([...readme.querySelectorAll('img')].map(({ alt }) => alt)).toEqual(['one']);
    expect(buttons()).toHaveLength(2);
  });

  it('in a link are words until then, with the button behind the link', () => {
    const readme = show('[![build](https://ci.example/badge.svg)](https://ci.example)', []);
    const link = screen.getByRole('link');
    expect([link.textContent, link.querySelector('button')]).toEqual(['[build]', null]);
    fireEvent.click(screen.getByRole('button', { name: 'Show pictures from ci.example' }));
    expect(link.querySelector('img')?.alt).toBe('build');
    expect(readme.querySelector('button')).toBeNull();
  });
});

/** What has broken readers of Markdown before. */
const HOSTILE: Readonly<Record<string, string>> = {
  'a script': '<script>alert(1)</script>',
  'an image that runs something': 'Hi <img src=x onerror=alert(1)> there\n\n<img src=x onerror=alert(1)>',
  'a frame': '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  'a link to a script':
    '[x](javascript:alert(1)) [y](JaVaScRiPt&colon;alert(1)) [z](&#106;avascript:alert(1))',
  'a link with a break in it': '[x](java\nscript:alert(1)) [y](<java\tscript:alert(1)>)',
  'a link to data':
    '[x](data:text/html,<script>alert(1)</script>) [y](vbscript:x) [z](blob:https://a.example/1)',
  'a link by name': '[x][y]\n\n[y]: javascript:alert(1) "title"',
  'an address that runs something': '<javascript:alert(1)>',
  'quotes in an address':
    '[x](https://a.example/"onmouseover="alert(1)) ![" onerror="alert(1)](https://a.example/x)',
  'a picture that is a page': '![x](data:text/html;base64,PHNjcmlwdD4=) ![y](javascript:alert(1))',
  'a style': '<style>body{display:none}</style><div style="position:fixed;inset:0">over</div>',
  'an svg': '<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>',
  'a form': '<form action="https://a.example"><input name=password></form>',
  'a base': '<base href="https://a.example/"><meta http-equiv=refresh content="0;url=https://a.example">',
  'code that ends its element': '```\n</code></pre><script>alert(1)</script>\n```\n`</code><script>`',
  'a language with quotes': '```js" onload="alert(1)\nx\n```',
  'a table of tags': '| <img src=x onerror=alert(1)> |\n|---|\n| <script>alert(1)</script> |',
  'a comment': '<!-- --><script>alert(1)</script> --> <![CDATA[ <script> ]]>',
  'a name of a prototype': '[x][__proto__] [y][constructor]\n\n[__proto__]: https://a.example',
  'text turned around': '\u202Etxt.exe\u202C [\u202Egnp.live](https://a.example)',
};

describe('a hostile README', () => {
  it.each(Object.entries(HOSTILE))('with %s is text', (_, source) => {
    const readme = show(source);
    const allowed = new Set(
      'DIV P A BDI CODE PRE UL OL LI TABLE THEAD TBODY TR TH TD STRONG EM DEL BR HR IMG BLOCKQUOTE H4 H5 H6'.split(
        ' ',
      ),
    );
    for (const element of readme.querySelectorAll('*')) {
      expect([...allowed]).toContain(element.tagName);
      for (const { name } of element.attributes)
        expect(name).toMatch(
          /^(class|dir|href|src|alt|rel|target|tabindex|start|scope|loading|decoding|referrerpolicy)$/,
        );
    }
    for (const link of readme.querySelectorAll('a')) expect(link.href).toMatch(/^https:\/\/a\.example/);
    for (const image of readme.querySelectorAll('img')) expect(image.src).toMatch(/^https:\/\/a\.example/);
    expect(readme.textContent).not.toMatch(/[\u202A-\u202E\u2066-\u2069]/);
  });

  it.each([
    ['quotes', '>'.repeat(50_000)],
    ['lists', Array.from({ length: 300 }, (_, level) => `${'  '.repeat(level)}- x`).join('\n')],
    ['brackets', '['.repeat(50_000)],
    ['stars', '*a_ '.repeat(20_000)],
    ['links', '[a](https://a.example) '.repeat(20_000)],
    ['rows', `|a|\n|-|\n${'|x|\n'.repeat(20_000)}`],
    ['images', '![a](https://a.example/x) '.repeat(20_000)],
  ])('of nothing but %s is shown in part', (_, source) => {
    const readme = show(source);
    expect(readme.querySelectorAll('*').length).toBeLessThan(25_000);
    expect(readme.textContent.length).toBeLessThan(2 * MAX_README);
  });

  it('has no word that a browser breaks into lines for seconds', () => {
    const endless = 'A'.repeat(20_000);
    for (const source of [endless, `**${endless}**`, `\`${endless}\``, `<${endless}>`])
      expect(show(source).textContent.length, source.slice(0, 5)).toBe(1001);
    expect(show('A'.repeat(1000)).textContent.length).toBe(1000);
  });

  it('that is too long says so', () => {
    expect(show('word '.repeat(MAX_README)).textContent).toContain('too long to be shown');
    expect(show('word').textContent).not.toContain('too long');
  });
});

describe('an address', () => {
  it('may be linked to when it leads to another site by https, or to an inbox', () => {
    expect(linkAddress('https://a.example/?q=1#x')).toBe('https://a.example/?q=1#x');
    for (const href of ['/x', '//a.example', 'http://a.example', '#x', 'https://app.example@a.example', ''])
      expect(linkAddress(href), href).toBeUndefined();
  });

  it('may be an image when it is embedded or of another site', () => {
    expect(imageAddress('https://a.example/x.png')).toBe('https://a.example/x.png');
    for (const src of [`${location.origin}/x.png`, '/x.png', `data:image/png;base64,${'A'.repeat(600_000)}`])
      expect(imageAddress(src), src.slice(0, 50)).toBeUndefined();
  });

  it('may be an SVG of plain shapes, and of nothing that takes a browser for ever', () => {
    const svg = (inside: string) => `data:image/svg+xml,${encodeURIComponent(`<svg>${inside}</svg>`)}`;
    for (const addressOf of [imageAddress, screenshotAddress]) {
      expect(addressOf(svg('<path d="M0 0h9v9Z"/>'))).toBe(svg('<path d="M0 0h9v9Z"/>'));
      for (const inside of ['<use href="#a"/>', '<filter id="f"/>', '<animate/>', '<path d=""/>'.repeat(200)])
        expect(addressOf(svg(inside)), inside.slice(0, 50)).toBeUndefined();
    }
  });

  it('may be a screenshot when it is one of these, or of the app', () => {
    expect(screenshotAddress('/shots/a.png')).toBe(`${location.origin}/shots/a.png`);
    for (const address of ['http://a.example/x.png', 'javascript:alert(1)', 'data:text/html,x'])
      expect(screenshotAddress(address), address).toBeUndefined();
  });
});
