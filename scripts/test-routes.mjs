// Routes beside the browser tests: the served sandbox frame and its mutilated copies, pages with a policy, and listeners that
// count what reaches them.
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { inlineEsbuild } from './inline-worker.mjs';
import { createListeners } from './listeners.mjs';
import { createNetworkRoutes } from './network-routes.mjs';

async function loadFrameDocuments() {
  const { outputFiles } = await build({
    entryPoints: [
      fileURLToPath(new URL('../packages/plugin-host/src/sandbox/documents.ts', import.meta.url)),
    ],
    bundle: true,
    write: false,
    format: 'esm',
    plugins: [inlineEsbuild()],
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].text).toString('base64')}`);
}

const withoutMeta = (html) => html.replace(/<meta http-equiv[^>]*>/, '');
/** Makes the bootstrap's proof of confinement succeed where there is none. */
const FOOL = '<script>self.fetch = () => Promise.reject(new TypeError("blocked"))</script>';

const whole = ({ html, contentSecurityPolicy }) => ({ html, policy: contentSecurityPolicy });

/** Copies of the frame's document, by name: `{html, policy}`. */
const FRAMES = {
  runtime: whole,
  /** A static copy: its server sends what somebody configured, here `?coep=require-corp&corp=same-origin`. */
  'runtime.html': whole,
  /** A proxy that strips headers. */
  'runtime-without-header': ({ html }) => ({ html }),
  'runtime-without-meta': ({ html, contentSecurityPolicy }) => ({
    html: withoutMeta(html),
    policy: contentSecurityPolicy,
  }),
  /** A proxy that strips headers and rewrites pages: the same bootstrap, no policy anywhere. */
  'runtime-unconfined': ({ html }) => ({ html: withoutMeta(html) }),
  /** No policy, and a bootstrap that does not notice: shows what the other walls hold. */
  'runtime-fooled': ({ html }) => ({ html: withoutMeta(html).replace('<script>', `${FOOL}<script>`) }),
};

/** The frame's document with another script in it, under the same policy or under none. */
function documentOf({ html, contentSecurityPolicy }, script, confined) {
  const hash = (text) => `sha256-${createHash('sha256').update(text).digest('base64')}`;
  const [, bootstrap] = /<script>(.*)<\/script>/s.exec(html);
  const swap = (text) => text.replaceAll(hash(bootstrap), () => hash(script));
  const page = swap(html).replace(bootstrap, () => script);
  return confined ? { html: page, policy: swap(contentSecurityPolicy) } : { html: withoutMeta(page) };
}

/** The frame around webviews with a script in it, in the place of a frame for the document. */
const webviewDocumentOf = ({ html, contentSecurityPolicy }, script) => ({
  html: html.replace(/<script>.*<\/script>/s, () => `<script>${script}</script>`),
  policy: contentSecurityPolicy,
});

/**
 * Koa middleware for @web/test-runner.
 *
 * @param {{ tls?: { key: string, cert: string }, isolated?: boolean }} options `isolated` makes every page cross-origin isolated
 */
export function testRoutes({ tls, isolated = false } = {}) {
  const frames = loadFrameDocuments();
  const listeners = createListeners({ tls });
  const network = createNetworkRoutes();

  return async (context, next) => {
    const { pathname, searchParams } = new URL(context.url, 'http://localhost');
    const query = (name) => searchParams.get(name) ?? '';
    const sendPage = ({ html, policy }) => {
      context.type = 'html';
      if (policy) context.set('Content-Security-Policy', policy);
      context.body = html;
    };
    const isFrame = pathname.startsWith('/test/runtime');
    if (isolated && !isFrame) {
      context.set('Cross-Origin-Opener-Policy', 'same-origin');
      context.set('Cross-Origin-Embedder-Policy', 'require-corp');
    }
    const name = pathname.slice('/test/'.length);
    if (name === 'runtime.html') {
      if (query('coep')) context.set('Cross-Origin-Embedder-Policy', query('coep'));
      if (query('corp')) context.set('Cross-Origin-Resource-Policy', query('corp'));
    } else if (isFrame) {
      // As plugin-server does.
      context.set('Cross-Origin-Resource-Policy', 'cross-origin');
      if (searchParams.has('isolated')) context.set('Cross-Origin-Embedder-Policy', 'require-corp');
    }

    const copy = isFrame ? FRAMES[name] : undefined;
    // `?ancestor=https://app.example`, as an app on another origin would configure it.
    const frame = async () => {
      const { frameDocument, webviewDocument } = await frames;
      const make = searchParams.has('webview') ? webviewDocument : frameDocument;
      return make(query('ancestor') ? { frameAncestors: [query('ancestor')] } : {});
    };
    if (copy) return sendPage(copy(await frame()));

    if (name.startsWith('network/') && (await network(name.slice('network/'.length), context))) return;
    switch (pathname) {
      case '/test/document':
        if (query('policy') === 'webview')
          return sendPage(webviewDocumentOf((await frames).webviewDocument(), query('script')));
        return sendPage(documentOf(await frame(), query('script'), query('policy') === 'frame'));
      case '/test/page': {
        const script = query('script') && `<script type="module" src="${query('script')}"></script>`;
        return sendPage({
          html: `<!doctype html><title>A page</title><body>${script}</body>`,
          policy: query('policy'),
        });
      }
      case '/test/hit': {
        const { headers, body } = listeners.hit('app', context.req);
        context.set(headers);
        context.body = body;
        return;
      }
      case '/test/hits':
        if (searchParams.has('prefix')) context.body = listeners.hits(query('prefix'));
        else context.body = String(listeners.count(query('id')));
        return;
      case '/test/other':
        context.body = await listeners.other();
        return;
      case '/test/listen':
        context.body = String(await listeners.listen(query('kind'), query('id')));
        return;
      case '/test/never':
        await new Promise((resolve) => context.req.on('close', resolve));
        return;
      default:
        await next();
    }
  };
}
