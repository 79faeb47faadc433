import { readdir, readFile, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { ELEMENTS } from '../../../../../../packages/protocol/src/panel/elements.ts';
import { elementFacts, exampleCode, kebab } from '../../../../../../scripts/reference/element-facts.mjs';

const root = new URL('../../../../../../', import.meta.url);
const pictures = new URL('docs/images/components/', root);
const names = Object.keys(ELEMENTS);
/** Bytes. */
const LARGEST_PICTURE = 30_000;

const read = (path: string) => readFile(new URL(path, root), 'utf8');
const sorted = (list: readonly string[]) => [...list].sort();

describe('the gallery', () => {
  it('has an example of each element, and of nothing else', async () => {
    const files = await readdir(fileURLToPath(new URL('examples/', import.meta.url)));
    expect(sorted(files)).toEqual(sorted(names.map((name) => `${kebab(name)}.tsx`)));
    for (const name of names) {
      const code = exampleCode(
        await readFile(new URL(`examples/${kebab(name)}.tsx`, import.meta.url), 'utf8'),
      );
      expect(code).toMatch(new RegExp(`^\\s*<[^]*<?${name}\\b[^]*>$`));
    }
  });

  it('has a section for each', async () => {
    const facts = elementFacts(await read('packages/plugin-sdk/src/ui/components.ts'));
    expect(facts.map(({ name }) => name)).toEqual(names);
    for (const { docs } of facts) expect(docs[0]).toMatch(/\.$/);
  });
});

describe('docs/components.md', () => {
  it('has a section for each element, with its picture in both themes and its properties', async () => {
    const sections = (await read('docs/components.md')).split(/^## /m).slice(1);
    expect(sections.map((section) => section.split('\n')[0])).toEqual(names);
    for (const [index, schema] of Object.values(ELEMENTS).entries()) {
      const [section = '', name = ''] = [sections[index], names[index]];
      for (const theme of ['light', 'dark'])
        expect(section).toContain(`"images/components/${kebab(name)}-${theme}.png"`);
      const described = [...section.matchAll(/^\| `(\w+)` \|/gm)].map(([, property]) => property);
      expect(described).toEqual(expect.arrayContaining(Object.keys(schema.props)));
    }
  });

  it('has those pictures and no others, none of them large', async () => {
    const files = names.flatMap((name) => ['light', 'dark'].map((theme) => `${kebab(name)}-${theme}.png`));
    expect(sorted(await readdir(fileURLToPath(pictures)))).toEqual(sorted(files));
    const sizes = await Promise.all(
      files.map(async (file) => [file, (await stat(new URL(file, pictures))).size] as const),
    );
    expect(sizes.filter(([, size]) => size > LARGEST_PICTURE)).toEqual([]);
  });
});
