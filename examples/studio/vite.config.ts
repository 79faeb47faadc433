import { fileURLToPath } from 'node:url';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const ui = fileURLToPath(new URL('../../packages/plugin-sdk/src/ui', import.meta.url));

export default defineConfig({
  root: 'client',
  plugins: [react(), tailwindcss()],
  // The examples of the gallery are written as plugins are.
  resolve: {
    alias: [
      { find: /^@fluxstudio\/plugin-sdk\/ui\/jsx-(?:dev-)?runtime$/, replacement: `${ui}/jsx-runtime.ts` },
      { find: /^@fluxstudio\/plugin-sdk\/ui$/, replacement: `${ui}/index.ts` },
    ],
  },
  build: {
    outDir: '../dist',
    emptyOutDir: true,
    target: 'es2022',
    // The second page shows every state of the plugin components, for tests and pictures.
    rolldownOptions: { input: ['index.html', 'stories.html'] },
  },
  server: { proxy: { '/api': process.env.STUDIO_URL ?? 'http://127.0.0.1:5180' } },
});
