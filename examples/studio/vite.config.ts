import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  root: 'client',
  plugins: [react(), tailwindcss()],
  build: {
    outDir: '../dist',
    emptyOutDir: true,
    target: 'es2022',
    // The second page shows every state of the plugin components, for tests and pictures.
    rolldownOptions: { input: ['index.html', 'stories.html'] },
  },
  server: { proxy: { '/api': process.env.STUDIO_URL ?? 'http://127.0.0.1:5180' } },
});
