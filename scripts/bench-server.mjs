// `pnpm bench:server [--quick] [--rows=a,b] [--profile=folder]`: our server beside ones written by hand, on a real PostgreSQL.
// Measures everything in under eight minutes and then ends by itself; --quick only shows that it runs.
import { mkdirSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { inlineEsbuild, sourceAlias } from './inline-worker.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const server = join(root, 'packages/plugin-server');
const outdir = join(root, '.test-results/bench', String(process.pid));
const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    rows: { type: 'string', default: '' },
    profile: { type: 'string' },
  },
});

/** What plugin-server depends on stays where it is installed: it is measured as it runs in an app. */
const installed = {
  name: 'installed',
  setup(build) {
    build.onResolve({ filter: /^[^./\\]/ }, async ({ path, kind, pluginData }) => {
      if (kind === 'entry-point' || pluginData === installed || path.startsWith('node:')) return undefined;
      if (Object.keys(sourceAlias).some((name) => path.startsWith(`${name}/`))) return undefined;
      const found = await build.resolve(path, { kind, resolveDir: server, pluginData: installed });
      if (found.errors.length > 0 || found.external) return found;
      return { path: pathToFileURL(found.path).href, external: true };
    });
  },
};

mkdirSync(outdir, { recursive: true });
// Also what a run that was given up leaves behind.
process.once('exit', () => rmSync(outdir, { recursive: true, force: true }));

await build({
  absWorkingDir: root,
  entryPoints: ['bench/server/main.ts', 'bench/server/child.ts'],
  outdir,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  alias: sourceAlias,
  plugins: [inlineEsbuild(), installed],
  // The server finds its migrations beside itself.
  define: { 'import.meta.url': JSON.stringify(pathToFileURL(join(server, 'dist/index.js')).href) },
  logLevel: 'warning',
});
const { main } = await import(pathToFileURL(join(outdir, 'main.mjs')).href);
await main({
  root,
  script: join(outdir, 'child.mjs'),
  quick: values.quick,
  rows: values.rows.split(',').filter(Boolean),
  profile: values.profile && resolve(values.profile),
});
