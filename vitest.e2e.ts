import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** The example app as a user meets it: its built client and server, driven in a real Chromium. Needs `pnpm run build` before. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  test: {
    name: 'e2e',
    include: ['examples/*/e2e/**/*.e2e.ts'],
    environment: 'node',
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
