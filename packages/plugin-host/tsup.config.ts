import { writeFile } from 'node:fs/promises';
import { defineConfig } from 'tsup';
import { inlineEsbuild } from '../../scripts/inline-worker.mjs';
import { stripDocs } from '../../scripts/strip-docs.mjs';
import { buildStyles } from './scripts/build-styles.ts';

export default defineConfig({
  entry: {
    index: 'src/index.ts',
    'react/index': 'src/react/index.ts',
    'sandbox/index': 'src/sandbox/index.ts',
  },
  format: ['esm'],
  dts: true,
  clean: true,
  target: 'es2022',
  esbuildPlugins: [inlineEsbuild(), stripDocs()],
  // The frames as files, for apps that serve it themselves instead of through plugin-server.
  async onSuccess() {
    const { frameDocument, webviewDocument } = await import(
      new URL(`dist/sandbox/index.js?${Date.now()}`, import.meta.url).href
    );
    await writeFile(new URL('dist/runtime.html', import.meta.url), frameDocument().html);
    await writeFile(new URL('dist/webview.html', import.meta.url), webviewDocument().html);
    await writeFile(new URL('dist/styles.css', import.meta.url), await buildStyles());
  },
});
