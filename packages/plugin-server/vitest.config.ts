import { fileURLToPath } from 'node:url';
import { defineProject } from 'vitest/config';
import { inlineVite } from '../../scripts/inline-worker.mjs';

export default defineProject({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [inlineVite()],
  test: {
    name: 'plugin-server',
    environment: 'node',
    globalSetup: ['test/support/global-setup.ts'],
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
