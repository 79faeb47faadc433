import { defineConfig } from 'tsup';
import { inlineEsbuild } from '../../scripts/inline-worker.mjs';

export default defineConfig({
  entry: { index: 'src/index.ts', 'react/index': 'src/react/index.ts' },
  format: ['esm'],
  dts: true,
  clean: true,
  target: 'es2022',
  esbuildPlugins: [inlineEsbuild()],
});
