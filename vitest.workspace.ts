import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { inlineVite, sourceAlias } from './scripts/inline-worker.mjs';

const plugins = [inlineVite()];
const resolve = {
  alias: {
    '@fluxstudio/plugin-sdk/source': sourceAlias['@fluxstudio/plugin-sdk/source'],
  },
};
const node = (name: string, include: string[]) => ({
  plugins,
  resolve,
  test: {
    name,
    include,
    exclude: ['**/*.dom.test.*', '**/node_modules/**', '**/test/browser/**'],
    environment: 'node',
  },
});

/** Fast tests without a browser: `node` for logic, `dom` (happy-dom) for `*.test.tsx` and `*.dom.test.ts`. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  test: {
    // Of two cores vitest would use one, while the tests wait for browsers, databases and other processes.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      node('protocol', ['packages/protocol/src/**/*.test.ts']),
      node('host', ['packages/plugin-host/{src,test}/**/*.test.ts']),
      node('sdk', ['packages/plugin-sdk/{src,test}/**/*.test.ts']),
      // Brings its own set-up: a real PostgreSQL beside PGlite.
      'packages/plugin-server',
      node('examples', ['examples/**/*.test.ts']),
      {
        plugins,
        resolve,
        test: {
          name: 'dom',
          include: [
            'packages/plugin-host/src/**/*.test.tsx',
            'packages/**/*.dom.test.ts',
            'examples/**/*.test.tsx',
          ],
          exclude: ['**/node_modules/**'],
          environment: 'happy-dom',
        },
      },
    ],
  },
});
