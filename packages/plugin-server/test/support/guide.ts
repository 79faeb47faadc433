import { readFile } from 'node:fs/promises';

/** A page of `docs` whose blocks have names: ```` ```js express ````. Every one of them has to be asked for. */
export interface Guide {
  readonly text: string;
  /** The text of a block. */
  read(name: string): string;
  /**
   * Runs a block of JavaScript as the body of an async function of these values. Resolves with what it has declared under the names asked for.
   */
  run(name: string, values: Readonly<Record<string, unknown>>, results?: readonly string[]): Promise<Results>;
  /** Names of the blocks that nobody has asked for. */
  unused(): readonly string[];
}

// biome-ignore lint/suspicious/noExplicitAny: what a block declares is what a test expects of it
export type Results = Record<string, any>;

/** Blocks that are run; others, such as commands, have no name. */
const RUN: ReadonlySet<string> = new Set(['js', 'sql']);

/** @param load what an import of a block gets */
export async function readGuide(page: string, load: (specifier: string) => Promise<unknown>): Promise<Guide> {
  const text = await readFile(new URL(`../../../../docs/${page}`, import.meta.url), 'utf8');
  const blocks = new Map<string, string>();
  for (const { groups = {} } of text.matchAll(/^(?<indent> *)```(?<info>\S.*)\n(?<code>[\s\S]*?)^ *```$/gm)) {
    const { info = '', code = '', indent = '' } = groups;
    const [language = '', name] = info.split(' ');
    if (!RUN.has(language)) continue;
    if (!name || blocks.has(name)) throw new Error(`A block needs a name of its own: ${info}\n${code}`);
    blocks.set(name, code.replaceAll(new RegExp(`^${indent}`, 'gm'), ''));
  }
  const unused = new Set(blocks.keys());
  const read = (name: string): string => {
    const code = blocks.get(name);
    if (code === undefined) throw new Error(`${page} has no block ${name}`);
    unused.delete(name);
    return code;
  };

  return {
    text,
    read,
    async run(name, values, results = []) {
      const body = `${withoutModules(read(name))}\nreturn { ${results.join(', ')} };`;
      const AsyncFunction = (async () => {}).constructor as FunctionConstructor;
      return AsyncFunction('load', ...Object.keys(values), body)(load, ...Object.values(values));
    },
    unused: () => [...unused],
  };
}

/** Imports and exports have no place in the body of a function. */
function withoutModules(code: string): string {
  return code
    .replace(/^import (\w+) from '([^']+)';$/gm, "const { default: $1 } = await load('$2');")
    .replace(/^import (\{[^}]+\}) from '([^']+)';$/gm, "const $1 = await load('$2');")
    .replace(/^export /gm, '');
}

/** Rows of the tables of a page, cell by cell, that have a table of this heading. */
export function tableOf(text: string, heading: string): string[][] {
  const start = text.indexOf(heading);
  if (start < 0) throw new Error(`There is no table ${heading}`);
  const [, , ...rows] = (text.slice(start).match(/^(?: *\|.*\n)+/) ?? [''])[0].trim().split('\n');
  return rows.map((row) =>
    row
      .trim()
      .slice(1, -1)
      .split(/(?<!\\)\|/)
      .map((cell) => cell.trim()),
  );
}

/** What is written in code of a cell: `` `a`, `b` ``. */
export const codeOf = (cell = ''): string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);

const UNITS: Readonly<Record<string, number>> = { KiB: 1024, MiB: 1024 ** 2, s: 1_000 };

/** A figure of a table: `64 KiB`, `1,000`, `30 s` (in milliseconds), `true`. */
export function figureOf(cell = ''): number | boolean {
  if (cell === 'true') return true;
  const [, number = '', unit = ''] = /^([\d,]+)(?: (\w+))?$/.exec(cell) ?? [];
  return Number(number.replaceAll(',', '')) * (UNITS[unit] ?? 1);
}
