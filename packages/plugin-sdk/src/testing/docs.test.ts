import { access, readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { createTestHost } from './create-test-host.ts';
import type { TestHostOptions } from './test-host.ts';

const root = fileURLToPath(new URL('../../../..', import.meta.url));
const read = (path: string) => readFile(join(root, path), 'utf8');
const here = (path: string) => readFile(new URL(path, import.meta.url), 'utf8');

it('shows in the docs the examples that are tested', async () => {
  for (const name of ['example', 'panel-example']) {
    const example = (await here(`./${name}.test.ts`))
      .replace("'../index.ts'", "'@fluxstudio/plugin-sdk'")
      .replace("'../ui/index.ts'", "'@fluxstudio/plugin-sdk/ui'")
      .replace("'./index.ts'", "'@fluxstudio/plugin-sdk/testing'");
    expect(await read('docs/testing.md')).toContain(example);
  }
});

it('shows in the docs other plugins as the test host takes them', async () => {
  const [, shown = ''] = /^\| `extensions` \|.*?`(\{.+?\})`\./m.exec(await read('docs/testing.md')) ?? [];
  const extensions: TestHostOptions['extensions'] = new Function(`return ${shown}`)();
  await using host = await createTestHost({
    manifest: { permissions: ['commands'], dependencies: { 'color-names': '^2.0.0' } },
    extensions: extensions ?? {},
    plugin: {
      activate(_, api) {
        const names = api.extensions.getExports<{ nameOf(color: string): string }>('color-names');
        api.commands.register('name', () => names.nameOf('#0000ff'));
      },
    },
  });
  expect(await host.runCommand('name')).toBe('blue');
  expect(host.calls.map(({ method }) => method)).toEqual(['extensions.color-names.nameOf']);
});

/** As GitHub makes it of a heading. */
const slug = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(' ', '-');

/** What a page links to, and the pictures that it shows in whichever way. */
const linksOf = (text: string) => [
  ...[...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link),
  ...[...text.matchAll(/<(?:img|source)\b[^>]*>/g)].flatMap(([tag]) =>
    [...tag.matchAll(/\s(src|srcset)="([^"]*)"/g)].flatMap(([, name, value = '']) =>
      name === 'src' ? [value] : value.split(',').map((picture) => picture.trim().split(/\s/)[0] ?? ''),
    ),
  ),
];

it('finds the pictures of a page', () => {
  const page =
    '[a](a.md) ![b](b.png)\n<picture>\n<source media="(x)" srcset="c.png, d.png 2x">\n<img alt="" src="e.png">';
  expect(linksOf(page)).toEqual(['a.md', 'b.png', 'c.png', 'd.png', 'e.png']);
});

it('links to pages, headings and pictures that are there', async () => {
  const names = await readdir(join(root, 'docs'), { recursive: true });
  const packages = ['plugin-host', 'plugin-sdk', 'plugin-server'];
  const pages = [
    'README.md',
    'CONTRIBUTING.md',
    'SECURITY.md',
    ...packages.map((name) => `packages/${name}/README.md`),
    ...names.filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`),
  ];
  const broken: string[] = [];
  for (const page of pages) {
    const text = (await read(page)).replace(/^```[\s\S]*?^```$/gm, '');
    for (const link of linksOf(text)) {
      if (/^[a-z]+:/.test(link)) continue;
      const [path = '', anchor] = link.split('#');
      const target = path ? join(dirname(page), path) : page;
      const found = await access(join(root, target)).then(
        () => true,
        () => false,
      );
      const headings = found && anchor ? (await read(target)).matchAll(/^#+ (.+)$/gm) : [];
      if (!found || (anchor && ![...headings].some(([, heading = '']) => slug(heading) === anchor)))
        broken.push(`${page}: ${link}`);
    }
  }
  expect(broken).toEqual([]);
});

it('lists each section of a page that has a list of them', async () => {
  const page = await read('docs/panels.md');
  const listed = [...page.matchAll(/^- \[.+\]\(#(.+)\)$/gm)].map(([, anchor]) => anchor);
  const sections = page.replace(/^```[\s\S]*?^```$/gm, '').matchAll(/^## (.+)$/gm);
  expect(listed).toEqual([...sections].map(([, heading = '']) => slug(heading)));
});

it('tests the webview of its guide as the page on tests says', async () => {
  const guide = await read('docs/webviews.md');
  const block = (page: string, start: string) => {
    const [, text] = page.split(`\`\`\`${start}\n`);
    if (!text) throw new Error(`There is no block ${start}`);
    return text.slice(0, text.indexOf('\n```'));
  };
  const [, section = ''] = (await read('docs/testing.md')).split('\n## Webviews\n');
  const tests: (() => Promise<void>)[] = [];
  new Function(
    'it',
    'expect',
    'createTestHost',
    'plugin',
    'manifest',
    block(section, 'ts').replaceAll('await using', 'const'),
  )(
    (_: string, test: () => Promise<void>) => tests.push(test),
    expect,
    createTestHost,
    block(guide, 'js main.js'),
    JSON.parse(block(guide, 'json plugin.json')),
  );
  expect(tests).toHaveLength(1);
  await tests[0]?.();
});
