import { readFile } from 'node:fs/promises';

/** Blocks of a page that are files, by their names: ```` ```ts app/src/main.ts ````. */
export async function readGuideFiles(page) {
  const text = await readFile(page, 'utf8');
  const files = new Map();
  for (const [, name, code] of text.matchAll(/^```\w+ (\S+)\n([\s\S]*?)^```$/gm)) {
    if (files.has(name)) throw new Error(`${page} has ${name} twice`);
    files.set(name, code);
  }
  return files;
}
