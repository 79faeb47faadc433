import { access, readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { createTestHost } from './create-test-host.ts';
import type { TestHostOptions } from './test-host.ts';

const root = fileURLToPath(new URL('../../../..', import.meta.url));
const read = (path: string) => readFile(join(root, path), 'utf8');
const here = (path: string) => readFile(new URL(path, import.meta.url), 'utf8');

it('shows in the docs the example that is tested', async () => {
  const example = (await here('./example.test.ts'))
    .replace("'../index.ts'", "'@fluxstudio/plugin-sdk'")
    .replace("'./index.ts'", "'@fluxstudio/plugin-sdk/testing'");
  expect(await read('docs/testing.md')).toContain(example);
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

it('links to pages and headings that are there', async () => {
  const names = await readdir(join(root, 'docs'), { recursive: true });
  const packages = ['plugin-host', 'plugin-sdk', 'plugin-server'];
  const pages = [
    'README.md',
    ...packages.map((name) => `packages/${name}/README.md`),
    ...names.filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`),
  ];
  const broken: string[] = [];
  for (const page of pages) {
    const text = (await read(page)).replace(/^```[\s\S]*?^```$/gm, '');
    for (const [, link = ''] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
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
