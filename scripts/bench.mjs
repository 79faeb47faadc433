// `pnpm bench [--quick] [--rows=a,b]`: our figures beside those of other libraries, in a real Chromium. See docs/performance.md.
// Measures everything in about seven minutes and then ends by itself; --quick only shows that it runs.
import { mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { findBrowser } from './find-browser.mjs';
import { inlineEsbuild, sourceAlias } from './inline-worker.mjs';
import { stripDocs } from './strip-docs.mjs';

const LONGEST_RUN = 8 * 60_000;

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const outdir = join(root, '.test-results/bench', String(process.pid));
const { values } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, rows: { type: 'string', default: '' } },
});

const common = {
  absWorkingDir: root,
  bundle: true,
  target: 'es2022',
  plugins: [inlineEsbuild(), stripDocs()],
  alias: sourceAlias,
  logLevel: 'warning',
};
/** @type {import('../bench/node/tools.ts').Tools} */
const tools = {
  root,
  findBrowser,
  bundle: (options) => build({ ...common, ...options, write: false, metafile: true }),
};

setTimeout(() => {
  console.error('The benchmark took too long and was given up.');
  process.exit(1);
}, LONGEST_RUN).unref();

mkdirSync(outdir, { recursive: true });
try {
  const outfile = join(outdir, 'main.mjs');
  await build({
    ...common,
    entryPoints: ['bench/node/main.ts'],
    outfile,
    platform: 'node',
    format: 'esm',
    external: ['playwright-core', 'esbuild'],
  });
  const { main } = await import(pathToFileURL(outfile).href);
  await main(tools, { quick: values.quick, rows: values.rows.split(',').filter(Boolean) });
} finally {
  rmSync(outdir, { recursive: true, force: true });
}
