import { defineConfig } from 'tsup';
import { inlineEsbuild } from '../../scripts/inline-worker.mjs';

export default defineConfig({
  entry: ['src/index.ts', 'src/bin.ts', 'src/adapters/{node,express,fastify,hono,koa,next}.ts'],
  format: ['esm', 'cjs'],
  dts: true,
  clean: true,
  target: 'node20',
  platform: 'node',
  splitting: false,
  removeNodeProtocol: false,
  esbuildPlugins: [inlineEsbuild()],
  esbuildOptions(options, { format }) {
    if (format !== 'cjs') return;
    // Neither exists in CommonJS. Plain require() also works where import() does not, such as in jest's vm.
    options.supported = { ...options.supported, 'dynamic-import': false };
    options.define = { ...options.define, 'import.meta.url': '__moduleUrl' };
    options.banner = {
      js: `'use strict';const __moduleUrl = require('node:url').pathToFileURL(__filename).href;`,
    };
  },
});
