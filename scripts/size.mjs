// Bundles what a page or a worker really loads and holds it against the size budgets (size-limit, gzip). What they
// are and where they miss the targets: docs/performance.md.
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { inlineEsbuild, sourceAlias } from './inline-worker.mjs';
import { stripDocs } from './strip-docs.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = join(root, '.test-results/size');

const BUDGETS = [
  { name: 'RPC core, per side', entry: 'packages/protocol/src/rpc/peer.ts', limit: '3.4 kB' },
  {
    name: 'worker runtime, whole',
    entry: 'packages/plugin-sdk/src/worker/worker-runtime.ts',
    limit: '8.5 kB',
    format: 'iife',
  },
  { name: 'host core, without React', entry: 'scripts/size/host.ts', limit: '24 kB' },
  {
    name: 'what a page loads with its first plugin, on top of that',
    entry: 'scripts/size/host.ts',
    lazy: true,
    limit: '32 kB',
  },
  {
    name: 'React parts, without React and the host',
    entry: 'packages/plugin-host/src/react/index.ts',
    limit: '30 kB',
  },
];

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const checks = [];
for (const [index, { name, entry, limit, format = 'esm', lazy = false }] of BUDGETS.entries()) {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outdir: join(folder, String(index)),
    bundle: true,
    minify: true,
    metafile: true,
    format,
    splitting: format === 'esm',
    target: 'es2022',
    jsx: 'automatic',
    external: ['react', 'react-dom', 'react/jsx-runtime'],
    plugins: [inlineEsbuild(), stripDocs()],
    alias: { '@fluxstudio/plugin-sdk/source': sourceAlias['@fluxstudio/plugin-sdk/source'] },
    logLevel: 'warning',
  });
  const eager = loadedAtOnce(metafile, entry);
  const files = Object.keys(metafile.outputs).filter((file) => eager.has(file) !== lazy);
  checks.push({ name, path: files.map((file) => join(root, file)), limit, gzip: true });
}

/** The outputs that an entry point needs before it runs: itself and what it imports, not what it imports later. */
function loadedAtOnce({ outputs }, entry) {
  const found = new Set();
  const visit = (file) => {
    if (found.has(file)) return;
    found.add(file);
    for (const { path, kind } of outputs[file].imports)
      if (kind === 'import-statement' && outputs[path]) visit(path);
  };
  visit(Object.keys(outputs).find((file) => outputs[file].entryPoint === entry));
  return found;
}

const config = join(folder, 'size-limit.json');
writeFileSync(config, JSON.stringify(checks));
const { status } = spawnSync('size-limit', ['--config', config, ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
  shell: process.platform === 'win32',
});
process.exitCode = status ?? 1;
