// Checks every TypeScript project below the current folder with TypeScript 7, which needs a third of the time of 6. The builds keep
// 6: their declarations are made through its API.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** What others install, and the template of the trial, which is checked where it is unpacked. */
const SKIPPED = new Set(['node_modules', 'dist', 'embed']);

function* projects(folder) {
  const entries = readdirSync(folder, { withFileTypes: true });
  if (entries.some(({ name }) => name === 'tsconfig.json')) yield folder;
  for (const entry of entries)
    if (entry.isDirectory() && !entry.name.startsWith('.') && !SKIPPED.has(entry.name))
      yield* projects(join(folder, entry.name));
}

const compiler = join(
  dirname(createRequire(import.meta.url).resolve('typescript-7/package.json')),
  'bin/tsc',
);
const failed = [];
for (const project of projects('.')) {
  const { status } = spawnSync(process.execPath, [compiler, '-p', project], { stdio: 'inherit' });
  if (status !== 0) failed.push(project);
}
if (failed.length > 0) console.error(`Type errors in ${failed.join(', ')}`);
process.exitCode = failed.length > 0 ? 1 : 0;
