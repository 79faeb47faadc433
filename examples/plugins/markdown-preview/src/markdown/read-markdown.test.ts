import { describe, expect, it } from 'vitest';
import type { Block } from '../message.ts';
import { MAX_BLOCKS, MAX_LENGTH, readMarkdown } from './read-markdown.ts';

/** As HTML would say it, with its attributes. */
function written(blocks: readonly Block[]): string {
  const open: string[] = [];
  return blocks
    .flat()
    .map((piece) => {
      if (piece === null) return `</${open.pop()}>`;
      if (typeof piece === 'string') return piece;
      open.push(piece.tag);
      const attributes = Object.entries(piece.attributes ?? {}).map(([name, value]) => ` ${name}="${value}"`);
      return `<${piece.tag}${attributes.join('')}>`;
    })
    .join('');
}
/** Without what a block has for the direction of its text and the keyboard. */
const show = (source: string) =>
  written(readMarkdown(source).blocks).replace(/ (?:dir|tabindex)="[^"]*"/g, '');
/** What of a document could run or lead somewhere. */
const attributes = (source: string) =>
  readMarkdown(source)
    .blocks.flat()
    .flatMap((piece) =>
      piece !== null && typeof piece === 'object' ? Object.entries(piece.attributes ?? {}) : [],
    )
    .filter(
      ([name]) =>
        !['dir', 'tabindex', 'class', 'title', 'id', 'alt', 'role', 'aria-label', 'start', 'scope'].includes(
          name,
        ),
    );

describe('readMarkdown', () => {
  it.each([
    [
      'Some **bold**, *leaning* and ~~old~~ `code`',
      '<p>Some <strong>bold</strong>, <em>leaning</em> and <del>old</del> <code>code</code></p>',
    ],
    ['One\\\nTwo', '<p>One<br></br>Two</p>'],
    ['> Quoted\n>\n> - a', '<blockquote><p>Quoted</p><ul><li>a</li></ul></blockquote>'],
    ['3. c\n4. d', '<ol start="3"><li>c</li><li>d</li></ol>'],
    ['```js\nif (a < b) {}\n```', '<pre><code>if (a < b) {}</code></pre>'],
    ['---', '<hr></hr>'],
    ['Tom &amp; Zo&#xEB; &lt;3 &unknown;', '<p>Tom & Zoë <3 &unknown;</p>'],
    ['', ''],
  ])('%j', (source, expected) => {
    expect(show(source)).toBe(expected);
  });

  it('has tables, with what they align', () => {
    expect(show('| a | b |\n|---|--:|\n| *1* | 2 |')).toBe(
      '<div class="scroll"><table><thead><tr><th scope="col">a</th><th scope="col" class="right">b</th></tr></thead>' +
        '<tbody><tr><td><em>1</em></td><td class="right">2</td></tr></tbody></table></div>',
    );
  });

  it('has lists of tasks', () => {
    expect(show('- [x] done\n- [ ] open')).toBe(
      '<ul><li class="task"><span role="img" aria-label="Done:">☑</span>done</li>' +
        '<li class="task"><span role="img" aria-label="To do:">☐</span>open</li></ul>',
    );
  });

  it('lists the headings, and gives each an id of its own', () => {
    const { headings, blocks } = readMarkdown('# *My* notes!\n\n## Größe\n\n> ## Größe\n\n## ...');
    expect(headings).toEqual([
      { id: 'heading-my-notes', level: 1, text: 'My notes!' },
      { id: 'heading-größe', level: 2, text: 'Größe' },
      { id: 'heading-größe-1', level: 2, text: 'Größe' },
      { id: 'heading-', level: 2, text: '...' },
    ]);
    for (const { id } of headings) expect(written(blocks)).toContain(`id="${id}"`);
  });

  it('lets links lead to headings, and nowhere else', () => {
    expect(show('[there](#Größe)')).toBe(
      `<p><a href="#heading-${encodeURIComponent('größe')}">there</a></p>`,
    );
    expect(show('[there](<#100% \ud800>)')).toContain('<a href="#heading-100-');
    expect(show('[site](https://example.com/a)')).toBe(
      '<p><span class="address" title="https://example.com/a">site</span></p>',
    );
    expect(attributes('<https://example.com> a@example.com [a](b.md) [r][r]\n\n[r]: //example.com')).toEqual(
      [],
    );
  });

  it.each([
    '<img src=x onerror=alert(1)>',
    '<script>alert(1)</script>',
    'Text <b onclick="alert(1)">with</b> HTML',
    '[x](javascript:alert(1))',
    '[x](JAVAscript&#58;alert(1))',
    '[x](data:text/html,<script>alert(1)</script>)',
    '[x](vbscript:x)',
  ])('shows %s as the text that it is', (source) => {
    const { blocks } = readMarkdown(source);
    expect(
      blocks
        .flat()
        .filter((piece) => typeof piece === 'string')
        .join(''),
    ).toBe(source);
    expect(
      blocks.flat().every((piece) => piece === null || typeof piece === 'string' || piece.tag === 'p'),
    ).toBe(true);
    expect(attributes(source)).toEqual([]);
  });

  it('shows pictures that are in the file, and the names of others', () => {
    expect(show('![Sun](data:image/png;base64,AAAA)')).toBe(
      '<p><img src="data:image/png;base64,AAAA" alt="Sun"></img></p>',
    );
    expect(show('![Sun](https://example.com/sun.png) ![](javascript:alert(1)) ![](data:text/html,x)')).toBe(
      '<p><span class="picture">[Sun]</span> <span class="picture">[Picture]</span> <span class="picture">[Picture]</span></p>',
    );
  });

  it('makes one element of each block, and ends all it begins', () => {
    for (const block of readMarkdown('# a\n\n- b\n  - c\n    > d\n\n|e|\n|-|\n|f|\n\n[g]: h\n\n<i>').blocks) {
      let depth = 0;
      const ends = block.filter((piece) => {
        if (typeof piece === 'object') depth += piece === null ? -1 : 1;
        return depth === 0;
      });
      expect(ends).toEqual([null]);
    }
  });

  it.each([
    ['_a', 'a paragraph that takes longer to read the longer it is'],
    ['[[', 'brackets'],
    ['> ', 'quotes in quotes'],
    ['- ', 'lists in lists'],
    ['**a *b ', 'emphasis in emphasis'],
    ['a\n\n', 'more paragraphs than anybody reads'],
  ])('reads the beginning of a file of %j: %s', (part) => {
    const { isCut, blocks } = readMarkdown(part.repeat(MAX_LENGTH));
    expect(isCut).toBe(true);
    expect(blocks.length).toBeLessThanOrEqual(MAX_BLOCKS);
    const text = blocks.flat().filter((piece) => typeof piece === 'string');
    expect(text.join('').length).toBeLessThanOrEqual(MAX_LENGTH);
  });
});
