import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { inlineVite } from './scripts/inline-worker.mjs';

/**
 * What only a whole browser shows: the example app as a user meets it, its built client and server (needs `pnpm run build` before), and
 * pages that are killed.
 */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [inlineVite()],
  test: {
    name: 'e2e',
    include: ['examples/*/e2e/**/*.e2e.ts', 'packages/*/test/e2e/**/*.e2e.ts'],
    environment: 'node',
    globalSetup: ['examples/studio/e2e/support/empty-studio.ts'],
    // Each file has a studio and a browser of its own, and waits for them most of the time.
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
