import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { inlineVite, sourceAlias } from './scripts/inline-worker.mjs';

const plugins = [inlineVite()];
// A project does not inherit this. One more than there are cores, because tests wait for databases and other processes.
const maxWorkers = availableParallelism() + 1;
const resolve = {
  alias: {
    '@fluxstudio/plugin-sdk/source': sourceAlias['@fluxstudio/plugin-sdk/source'],
  },
};
/** Without isolation in half the processor time; for that, no test may put another module in the place of one. */
const node = (name: string, include: string[], isolate = false) => ({
  plugins,
  resolve,
  test: {
    name,
    include,
    exclude: ['**/*.dom.test.*', '**/node_modules/**', '**/test/browser/**'],
    environment: 'node' as const,
    maxWorkers,
    isolate,
    // Properties try hundreds of cases, on machines that have other things to do.
    testTimeout: 20_000,
  },
});
const common = node('plugin-server', ['packages/plugin-server/{src,test}/**/*.test.ts'], true);
/** With a real PostgreSQL beside PGlite. */
const server = {
  ...common,
  test: {
    ...common.test,
    globalSetup: ['packages/plugin-server/test/support/global-setup.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
};

/** Fast tests without a browser: `node` for logic, `dom` (happy-dom) for `*.test.tsx` and `*.dom.test.ts`. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  test: {
    projects: [
      node('protocol', ['packages/protocol/src/**/*.test.ts']),
      node('host', ['packages/plugin-host/{src,test}/**/*.test.ts']),
      node('sdk', ['packages/plugin-sdk/{src,test}/**/*.test.ts']),
      server,
      node('examples', ['examples/**/*.test.ts'], true),
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
          maxWorkers,
          testTimeout: 20_000,
        },
      },
    ],
  },
});
