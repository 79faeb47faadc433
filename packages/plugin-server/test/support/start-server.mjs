// Runs server-process.ts, which takes the same parameters. The package is TypeScript with inlined parts, so it is bundled first.
import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { inlineEsbuild } from '../../../../scripts/inline-worker.mjs';

const entry = fileURLToPath(new URL('server-process.ts', import.meta.url));
// Inside the package, so that what is not bundled is found.
const file = new URL(`../../node_modules/.server-process-${process.pid}.mjs`, import.meta.url);
await build({
  entryPoints: [entry],
  outfile: fileURLToPath(file),
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  external: ['pg', '@electric-sql/pglite', 're2js'],
  plugins: [inlineEsbuild()],
  logLevel: 'error',
});
try {
  await import(file.href);
} finally {
  await rm(file);
}
