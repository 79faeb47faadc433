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
/** What replays whole pages and starts whole servers; CI runs it after `npm test`, as `pnpm run test:guides`. */
const guides = [
  'packages/plugin-host/test/guide-types.test.ts',
  'packages/plugin-server/test/{dist,examples,guide-server}.test.ts',
];
/** Without isolation in half the processor time; what puts another module in the place of one is named `x.mocked.test.ts`. */
const node = (name: string, include: string[], isolate = false) => ({
  plugins,
  resolve,
  test: {
    name,
    include,
    exclude: [
      '**/node_modules/**',
      '**/*.dom.test.*',
      '**/test/browser/**',
      ...(isolate ? [] : ['**/*.mocked.test.ts']),
      ...(name === 'guides' ? [] : guides),
    ],
    environment: 'node' as const,
    maxWorkers,
    isolate,
    // Properties try hundreds of cases, on machines that have other things to do.
    testTimeout: 20_000,
  },
});
/** With a real PostgreSQL beside PGlite. */
const server = (name: string, include: string[], isolate?: boolean) => {
  const common = node(name, include, isolate);
  return {
    ...common,
    test: {
      ...common.test,
      globalSetup: ['packages/plugin-server/test/support/global-setup.ts'],
      testTimeout: 30_000,
      hookTimeout: 60_000,
    },
  };
};

/** Fast tests without a browser: `node` for logic, `dom` (happy-dom) for `*.test.tsx` and `*.dom.test.ts`. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  test: {
    projects: [
      node('protocol', ['packages/protocol/src/**/*.test.ts']),
      node('host', ['packages/plugin-host/{src,test}/**/*.test.ts']),
      node('sdk', ['packages/plugin-sdk/{src,test}/**/*.test.ts']),
      server('plugin-server', ['packages/plugin-server/{src,test}/**/*.test.ts']),
      server('mocked', ['packages/plugin-server/{src,test}/**/*.mocked.test.ts'], true),
      server('guides', guides, true),
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
