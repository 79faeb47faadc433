import { defineConfig } from 'tsup';
import { inlineEsbuild } from '../../scripts/inline-worker.mjs';

export default defineConfig({
  entry: {
    index: 'src/index.ts',
    'testing/index': 'src/testing/index.ts',
    'ui/index': 'src/ui/index.ts',
    'ui/jsx-runtime': 'src/ui/jsx-runtime.ts',
    'ui/preact': 'src/ui/preact.ts',
    'webview/index': 'src/webview/index.ts',
  },
  format: ['esm'],
  dts: true,
  clean: true,
  target: 'es2022',
  esbuildPlugins: [inlineEsbuild()],
});
