import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { transform } from 'esbuild';
import type { TestPlugin } from './memory-backend.ts';

/** One fenced block of a page: ```` ```ts open-panel ````. */
export interface Block {
  readonly language: string;
  readonly code: string;
}

/** A page of `docs` whose code can be run. Every block of code has a name and has to be asked for by some test. */
export interface Guide {
  readonly text: string;
  /** The text of a block. */
  read(name: string): string;
  /** The blocks `<id>/plugin.json` and `<id>/main.js` of a plugin. */
  plugin(id: string): Promise<TestPlugin>;
  /** Runs a block as the body of an async function of these values; resolves with what it returns. */
  run(name: string, values: Readonly<Record<string, unknown>>): Promise<unknown>;
  /** Runs a block that is a module, with what it imports where that is not a package; resolves with its exports. */
  load(name: string, modules?: Readonly<Record<string, unknown>>): Promise<Record<string, unknown>>;
  /** Names of the blocks that nobody has asked for. */
  unused(): readonly string[];
}

/** Blocks of code must be run; others, such as diagrams, need not be. */
const CODE: ReadonlySet<string> = new Set(['js', 'ts', 'jsx', 'tsx', 'json']);

/** The blocks of code of a page, by name. */
export function blocksOf(text: string): ReadonlyMap<string, Block> {
  const blocks = new Map<string, Block>();
  for (const { groups = {} } of text.matchAll(/^```(?<info>\S.*)\n(?<code>[\s\S]*?)^```$/gm)) {
    const { info = '', code = '' } = groups;
    const [language = '', name] = info.split(' ');
    if (!CODE.has(language)) continue;
    if (!name || blocks.has(name)) throw new Error(`A block needs a name of its own: ${info}\n${code}`);
    blocks.set(name, { language, code });
  }
  return blocks;
}

export const readPage = (page: string) =>
  readFile(join(import.meta.dirname, '../../../../docs', page), 'utf8');

export async function readGuide(page: string): Promise<Guide> {
  const text = await readPage(page);
  const blocks = blocksOf(text);
  const unused = new Set(blocks.keys());

  function block(name: string): Block {
    const found = blocks.get(name);
    if (!found) throw new Error(`${page} has no block ${name}`);
    unused.delete(name);
    return found;
  }

  async function evaluate(
    code: string,
    modules: Readonly<Record<string, unknown>> = {},
  ): Promise<Record<string, unknown>> {
    const { code: script } = await transform(code, { loader: 'tsx', format: 'cjs', jsx: 'automatic' });
    const module = { exports: {} };
    const load = createRequire(import.meta.filename);
    const require = (id: string) => (Object.hasOwn(modules, id) ? modules[id] : load(id));
    new Function('require', 'module', script)(require, module);
    return module.exports;
  }

  return {
    text,
    read: (name) => block(name).code,
    async plugin(id) {
      const main = blocks.has(`${id}/main.ts`) ? `${id}/main.ts` : `${id}/main.js`;
      const { code } = await transform(block(main).code, { loader: 'ts', format: 'esm' });
      return { code, manifest: JSON.parse(block(`${id}/plugin.json`).code) };
    },
    async run(name, values) {
      const parameters = Object.keys(values).join(', ');
      const { run } = await evaluate(
        `export async function run({ ${parameters} }) {\n${block(name).code}\n}`,
      );
      if (typeof run !== 'function') throw new Error(`${name} cannot be run`);
      return run(values);
    },
    load: (name, modules) => evaluate(block(name).code, modules),
    unused: () => [...unused],
  };
}

/** The messages of a page's tables of errors: rows that begin with `` | `CODE` | `…` ``. */
export function messagesOf(text: string): readonly string[] {
  return [...text.matchAll(/^\| `[A-Z_]+` \| (`+)(?<message>.+?)\1 \|/gm)].map(
    ({ groups: { message = '' } = {} }) => message,
  );
}
