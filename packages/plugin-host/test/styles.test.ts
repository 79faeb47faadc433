import { beforeAll, describe, expect, it } from 'vitest';
import { buildStyles } from '../scripts/build-styles.ts';
import { classNames, usedClasses } from './class-names.ts';

/** Named by the classes of other elements, without styles of their own. */
const MARKERS = new Set(['peer']);

describe('styles.css', () => {
  let css: string;
  beforeAll(async () => {
    css = await buildStyles();
  }, 60_000);

  it('has every class name of the components', async () => {
    const used = await usedClasses();
    expect(used.length).toBeGreaterThan(300);
    const missing = used.filter(({ name }) => !MARKERS.has(name) && !css.includes(`.${escapeClass(name)}`));
    expect(missing).toEqual([]);
  });

  it('is one layer, and holds in the components alone', () => {
    const layers = [...css.matchAll(/@layer ([^{;]*)/g)].flatMap(([, names = '']) => names.split(','));
    expect(layers.filter((name) => !name.trim().startsWith('flux-plugins.'))).toEqual([]);
    const outside = withoutBlocks(css).filter((rule) => !/^@(layer|property|keyframes)/.test(rule));
    expect(outside).toEqual([]);
    const utilities =
      /@layer flux-plugins\.utilities\{(.*?)\}\}?@(?:property|keyframes|layer)/s.exec(css)?.[1] ?? '';
    expect(utilities).toContain('.flex');
    for (const [selector] of utilities.matchAll(/(?<=[{}]|^)[^{}@;]*(?=\{)/g))
      expect(selector).toMatch(/^(?::where\((?::where\()?\[data-flux-plugins\]|&)/);
  });

  it('is dark below .dark and below [data-theme=dark], not by the system', () => {
    expect(css).toContain(':where(.dark,.dark *,[data-theme=dark],[data-theme=dark] *)');
    expect(css).not.toContain('prefers-color-scheme');
  });

  it('takes colours and sizes from variables of its own where an app sets them, and sets none', () => {
    expect(css).toContain('var(--flux-plugins-color-neutral-900,');
    expect(css).not.toMatch(/var\(--(?!tw-|flux-plugins-)/);
    expect(css).not.toMatch(/[{;]--(?!tw-)[\w-]+:/);
  });
});

describe('class names of a source', () => {
  it('are found in attributes, expressions, templates and constants', () => {
    const source = `
const BASE =
  'h-8 dark:a-b ' + 'text-b';
const WORDS = 'not a class';
<a className="one two" /><a className={on === 'no' ? 'three' : ''} /><a className={\`four \${BASE} five\`} />
<Modal panelClassName="six" />`;
    expect(classNames(source).sort()).toEqual(
      ['one', 'two', 'three', 'four', 'five', 'six', 'h-8', 'dark:a-b', 'text-b'].sort(),
    );
  });
});

/** The rules at the top, without what is in their braces. */
function withoutBlocks(css: string): string[] {
  let depth = 0;
  let top = '';
  for (const character of css.replace(/\/\*.*?\*\//gs, '')) {
    if (character === '}') depth--;
    if (depth === 0) top += character === '}' ? ';' : character;
    if (character === '{') depth++;
  }
  return top
    .split(/[;{]/)
    .map((rule) => rule.trim())
    .filter((rule) => rule !== '');
}

function escapeClass(name: string): string {
  return name.replace(/[^\w-]/g, (character) => `\\${character}`);
}
