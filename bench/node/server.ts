import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { frameDocument } from '../../packages/protocol/src/frame/document.ts';
import type { Tools } from './tools.ts';

interface Served {
  type: string;
  body: string;
  policy?: string;
}

export interface BenchServer {
  url: string;
  close(): Promise<void>;
}

const RAW_BOOTSTRAP =
  "onmessage=({data,ports})=>new Worker(URL.createObjectURL(new Blob([data],{type:'text/javascript'}))).postMessage(null,ports)";

/** Serves the page, the plugin and the sandbox frames on a free port of the loopback interface. */
export async function startServer(tools: Tools): Promise<BenchServer> {
  const [page, plugin, panels, panelPlugin] = await Promise.all([
    bundle(tools, 'page/main.ts'),
    bundle(tools, 'ours/plugin.ts'),
    bundle(tools, 'panels/main.ts'),
    bundle(tools, 'panels/ours.plugin.ts'),
  ]);
  const { html, contentSecurityPolicy } = frameDocument();
  const hash = createHash('sha256').update(RAW_BOOTSTRAP).digest('base64');
  const routes = new Map<string, Served>([
    [
      '/',
      {
        type: 'text/html',
        body: '<!doctype html><title>Bench</title><body><script src="/page.js"></script>',
      },
    ],
    ['/favicon.ico', { type: 'image/png', body: '' }],
    ['/page.js', { type: 'text/javascript', body: page }],
    ['/plugin.js', { type: 'text/javascript', body: plugin }],
    ['/panels.js', { type: 'text/javascript', body: panels }],
    ['/panel-plugin.js', { type: 'text/javascript', body: panelPlugin }],
    ['/runtime', { type: 'text/html', body: html, policy: contentSecurityPolicy }],
    [
      '/raw-frame',
      {
        type: 'text/html',
        body: `<!doctype html><script>${RAW_BOOTSTRAP}</script>`,
        policy: `sandbox allow-scripts; default-src 'none'; script-src 'sha256-${hash}' blob:; worker-src blob:`,
      },
    ],
  ]);

  const server = createServer((request, response) => {
    const served = routes.get(request.url ?? '');
    if (!served) {
      response.writeHead(404).end();
      return;
    }
    response.setHeader('Content-Type', `${served.type}; charset=utf-8`);
    if (served.policy) response.setHeader('Content-Security-Policy', served.policy);
    response.end(served.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function bundle({ bundle, root }: Tools, entry: string): Promise<string> {
  const format = entry.startsWith('page') ? 'iife' : 'esm';
  const { outputFiles } = await bundle({
    entryPoints: [`bench/${entry}`],
    format,
    minify: true,
    // React, of which the workspace itself has none.
    nodePaths: [`${root}/packages/plugin-host/node_modules`],
  });
  return outputFiles[0]?.text ?? '';
}
