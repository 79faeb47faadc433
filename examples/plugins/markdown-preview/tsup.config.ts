import { defineConfig } from 'tsup';
import { inlineEsbuild } from '../../../scripts/inline-worker.mjs';

export default defineConfig({
  entry: ['src/main.ts'],
  format: ['esm'],
  target: 'es2022',
  clean: true,
  minify: true,
  noExternal: ['marked'],
  // The script of the document becomes a string in the bundle of the worker.
  esbuildPlugins: [inlineEsbuild()],
});
