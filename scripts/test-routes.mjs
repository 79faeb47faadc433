// Routes beside the browser tests: the served sandbox frame, and a listener that counts what reaches it.

import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { inlineEsbuild } from './inline-worker.mjs';

async function loadFrameDocument() {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('../packages/protocol/src/frame/document.ts', import.meta.url))],
    bundle: true,
    write: false,
    format: 'esm',
    plugins: [inlineEsbuild()],
  });
  const { frameDocument } = await import(
    `data:text/javascript;base64,${Buffer.from(outputFiles[0].text).toString('base64')}`
  );
  return frameDocument();
}

/** Koa middleware for @web/test-runner. */
export function testRoutes() {
  const frame = loadFrameDocument();
  const hits = new Map();

  return async (context, next) => {
    const { pathname, searchParams } = new URL(context.url, 'http://localhost');
    switch (pathname) {
      case '/test/runtime': {
        const { html, contentSecurityPolicy } = await frame;
        context.type = 'html';
        context.set('Content-Security-Policy', contentSecurityPolicy);
        context.body = html;
        return;
      }
      case '/test/runtime-unconfined': {
        // What a proxy that rewrites pages would leave: the same bootstrap, no policy anywhere.
        const { html } = await frame;
        context.type = 'html';
        context.body = html.replace(/<meta http-equiv[^>]*>/, '');
        return;
      }
      case '/test/hit': {
        const id = searchParams.get('id');
        hits.set(id, (hits.get(id) ?? 0) + 1);
        context.set('Access-Control-Allow-Origin', '*');
        context.body = 'hit';
        return;
      }
      case '/test/hits':
        context.body = String(hits.get(searchParams.get('id')) ?? 0);
        return;
      case '/test/never':
        await new Promise((resolve) => context.req.on('close', resolve));
        return;
      default:
        await next();
    }
  };
}
