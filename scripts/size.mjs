// Bundles what a page or a worker really loads and holds it against the size budgets (size-limit, gzip). What they
// are and where they miss the targets: docs/performance.md.
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { build as viteBuild } from 'vite';
import { inlineEsbuild, inlineVite, sourceAlias } from './inline-worker.mjs';
import { stripDocs } from './strip-docs.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = join(root, '.test-results/size');

const BUDGETS = [
  { name: 'RPC core, per side', entry: 'packages/protocol/src/rpc/peer.ts', limit: '3.4 kB' },
  {
    name: 'worker runtime, whole',
    entry: 'packages/plugin-sdk/src/worker/worker-runtime.ts',
    limit: '9.5 kB',
    format: 'iife',
  },
  // By Vite, as the first app that embeds it is built: what is shared with later parts stays in one file.
  { name: 'host core, without React', entry: 'scripts/size/app.ts', bundler: 'vite', limit: '24 kB' },
  { name: 'the same by esbuild, in more files', entry: 'scripts/size/host.ts', limit: '28.4 kB' },
  {
    name: 'what a page loads with its first plugin, on top of that',
    entry: 'scripts/size/host.ts',
    parts: ['src/plugin-runner.ts', 'src/sandbox/isolates.ts'],
    limit: '34.8 kB',
  },
  {
    name: 'when a plugin first stores something',
    entry: 'scripts/size/host.ts',
    parts: ['src/storage/indexed-storage.ts', 'src/storage/sealed-secrets.ts'],
    limit: '9 kB',
  },
  {
    name: 'when the app wants shortcuts',
    entry: 'scripts/size/host.ts',
    parts: ['src/contributions/host-keybindings.ts'],
    limit: '4.6 kB',
  },
  {
    name: 'webviews, when one is first opened',
    entry: 'scripts/size/host.ts',
    parts: ['src/panels/webviews.ts'],
    limit: '5.5 kB',
  },
  {
    name: 'when version ranges are compared',
    entry: 'scripts/size/host.ts',
    parts: ['src/manifest/satisfies.ts', 'semver/functions/satisfies.js'],
    limit: '8 kB',
  },
  {
    name: 'when something is changed',
    entry: 'scripts/size/host.ts',
    parts: ['src/registry/changes.ts'],
    limit: '4.2 kB',
  },
  {
    name: 'when a pattern is first met',
    entry: 'scripts/size/host.ts',
    parts: ['src/settings/compile-patterns.ts', 're2js/build/index.js'],
    limit: '48 kB',
  },
  {
    name: 'React parts, without React and the host',
    entry: 'packages/plugin-host/src/react/index.ts',
    limit: '30 kB',
  },
  {
    name: 'the manager, when it is first shown',
    entry: 'packages/plugin-host/src/react/index.ts',
    parts: ['src/react/manager/manager.tsx'],
    limit: '18 kB',
  },
  {
    name: 'its marketplace',
    entry: 'packages/plugin-host/src/react/index.ts',
    parts: ['src/react/marketplace/marketplace-list.tsx'],
    limit: '28.1 kB',
  },
  {
    name: 'settings, when they are first opened',
    entry: 'packages/plugin-host/src/react/index.ts',
    parts: ['src/react/settings/settings-part.tsx'],
    limit: '12 kB',
  },
  {
    name: 'what plugins ask by picks, inputs and progress',
    entry: 'packages/plugin-host/src/react/index.ts',
    parts: ['src/react/questions/interaction-dialogs.tsx'],
    limit: '6 kB',
  },
  {
    name: 'panels, when one is first opened',
    entry: 'packages/plugin-host/src/react/index.ts',
    parts: ['src/react/panels/panel-part.tsx'],
    limit: '16.8 kB',
  },
  {
    name: 'a table in one',
    entry: 'packages/plugin-host/src/react/index.ts',
    parts: ['src/react/panels/elements/table-element.tsx'],
    limit: '5 kB',
  },
  {
    name: 'a chart in one',
    entry: 'packages/plugin-host/src/react/index.ts',
    parts: ['src/react/panels/elements/chart-element.tsx'],
    limit: '3.5 kB',
  },
  {
    name: 'the readme of a plugin',
    entry: 'packages/plugin-host/src/react/index.ts',
    parts: ['src/react/marketplace/readme.tsx'],
    limit: '19.2 kB',
  },
];

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const checks = [];
for (const [index, { name, entry, limit, format = 'esm', parts, bundler }] of BUDGETS.entries()) {
  const outdir = join(folder, String(index));
  if (bundler === 'vite') {
    checks.push({ name, path: await buildWithVite(entry, outdir), limit, gzip: true });
    continue;
  }
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outdir,
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
  const eager = loadedAtOnce(metafile, [entry]);
  const later = parts && loadedAtOnce(metafile, parts);
  const files = Object.keys(metafile.outputs).filter((file) =>
    later ? later.has(file) && !eager.has(file) : eager.has(file),
  );
  checks.push({ name, path: files.map((file) => join(root, file)), limit, gzip: true });
}

/** Builds with Vite and resolves with the files that a page loads at once. */
async function buildWithVite(entry, outdir) {
  const { output } = await viteBuild({
    root,
    configFile: false,
    logLevel: 'error',
    plugins: [inlineVite()],
    resolve: { alias: sourceAlias },
    build: {
      outDir: outdir,
      modulePreload: false,
      target: 'es2022',
      rollupOptions: { input: join(root, entry) },
    },
  });
  const chunks = new Map(
    output.filter(({ type }) => type === 'chunk').map((chunk) => [chunk.fileName, chunk]),
  );
  const found = new Set();
  const visit = (file) => {
    if (found.has(file) || !chunks.has(file)) return;
    found.add(file);
    chunks.get(file).imports.forEach(visit);
  };
  visit([...chunks.values()].find(({ isEntry }) => isEntry).fileName);
  return [...found].map((file) => join(outdir, file));
}

/** The outputs that entry points need before they run: themselves and what they import, not what they import later. */
function loadedAtOnce({ outputs }, entries) {
  const found = new Set();
  const visit = (file) => {
    if (found.has(file)) return;
    found.add(file);
    for (const { path, kind } of outputs[file].imports)
      if (kind === 'import-statement' && outputs[path]) visit(path);
  };
  for (const entry of entries) {
    const file = Object.keys(outputs).find((one) => outputs[one].entryPoint?.endsWith(entry));
    if (file) visit(file);
  }
  if (found.size === 0) throw new Error(`Nothing is built from ${entries.join(', ')}`);
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
