// Bundles what a page or a worker really loads and holds it against the size budgets (size-limit, gzip). Budgets: docs/performance.md.
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { inlineEsbuild, sourceAlias } from './inline-worker.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = join(root, '.test-results/size');

const BUDGETS = [
  { name: 'RPC core, per side', entry: 'packages/protocol/src/rpc/peer.ts', limit: '2 kB' },
  {
    name: 'worker runtime, whole',
    entry: 'packages/plugin-sdk/src/worker/worker-runtime.ts',
    limit: '5 kB',
    format: 'iife',
  },
  { name: 'host core, without React', entry: 'packages/plugin-host/src/index.ts', limit: '24 kB' },
  {
    name: 'React parts, without React and the host',
    entry: 'packages/plugin-host/src/react/index.ts',
    limit: '30 kB',
  },
];

mkdirSync(folder, { recursive: true });
const checks = [];
for (const [index, { name, entry, limit, format = 'esm' }] of BUDGETS.entries()) {
  const outfile = join(folder, `${index}.js`);
  await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile,
    bundle: true,
    minify: true,
    format,
    target: 'es2022',
    jsx: 'automatic',
    external: ['react', 'react-dom', 'react/jsx-runtime'],
    plugins: [inlineEsbuild()],
    alias: { '@fluxstudio/plugin-sdk/source': sourceAlias['@fluxstudio/plugin-sdk/source'] },
    logLevel: 'warning',
  });
  checks.push({ name, path: outfile, limit, gzip: true });
}
const config = join(folder, 'size-limit.json');
writeFileSync(config, JSON.stringify(checks));
const { status } = spawnSync('size-limit', ['--config', config, ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
  shell: process.platform === 'win32',
});
process.exitCode = status ?? 1;
