import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { inlineEsbuild } from '../../../../../scripts/inline-worker.mjs';

export async function bundlePage() {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('killed.page.ts', import.meta.url))],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    plugins: [inlineEsbuild()],
    // No plugin is started, so what starts one is not served.
    external: ['*/plugin-runner.ts'],
    logLevel: 'error',
  });
  return outputFiles[0].text;
}
