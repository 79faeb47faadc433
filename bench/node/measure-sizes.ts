import { gzipSync } from 'node:zlib';
import type { BuildOptions } from 'esbuild';
import type { Bench } from './bench.ts';
import type { Tools } from './tools.ts';

export interface Size {
  name: string;
  /** Kilobytes (1,000 bytes) minified and gzipped. */
  size: number;
  /** What is loaded only when it is used, counted apart. */
  lazy?: number;
  target?: number;
  stretch?: number;
  note?: string;
}

const HOST = '../packages/plugin-host/src';
const PROTOCOL = '../packages/protocol/src';

/** `source` is a module that imports what one side of a connection needs. */
const OURS: readonly (Omit<Size, 'size'> & { source: string; external?: string[] })[] = [
  { name: 'RPC core', source: `export * from '${PROTOCOL}/rpc/peer.ts'`, target: 2, stretch: 1.6 },
  {
    name: 'host core',
    source: `export { createHttpBackend, createPluginHost } from '${HOST}/index.ts'`,
    target: 24,
    stretch: 16,
    note: 'by esbuild; `pnpm size` holds the target by Vite. lazy: all parts that are loaded later',
  },
  {
    name: 'React subpath',
    source: `export * from '${HOST}/react/index.ts'`,
    external: ['react', 'react-dom', 'react/jsx-runtime'],
    target: 30,
    stretch: 20,
    note: 'without React itself',
  },
];

const RUNTIME = '../packages/plugin-sdk/src/worker/worker-runtime.ts';

const PEERS: Readonly<Record<string, string>> = {
  comlink: `export { wrap, expose, proxy, transfer } from 'comlink'`,
  penpal: `export { connect, PortMessenger, CallOptions, Reply } from 'penpal'`,
  birpc: `export { createBirpc } from 'birpc'`,
  'quilted-threads': `export { ThreadMessagePort, markAsTransferable } from '@quilted/threads'`,
  capnweb: `export { newMessagePortRpcSession, RpcTarget } from 'capnweb'`,
};

export async function measureSizes(bench: Bench, tools: Tools): Promise<{ ours: Size[]; peers: Size[] }> {
  if (!bench.settings.sizes) return { ours: [], peers: [] };
  bench.tell('sizes');
  const ours: Size[] = [];
  for (const { source, external, ...size } of OURS) {
    ours.push({ ...size, ...(await bundleSize(tools, fromSource(source), external)) });
  }
  const runtime = await bundleSize(tools, {
    entryPoints: [`bench/${RUNTIME}`],
    format: 'iife',
    splitting: false,
  });
  ours.splice(1, 0, { name: 'worker runtime', ...runtime, target: 5, stretch: 4 });
  const peers: Size[] = [];
  for (const [name, source] of Object.entries(PEERS)) {
    peers.push({ name, ...(await bundleSize(tools, fromSource(source))) });
  }
  return { ours, peers };
}

const fromSource = (contents: string): BuildOptions => ({
  stdin: { contents, resolveDir: 'bench', loader: 'ts' },
});

async function bundleSize(
  { bundle, root }: Tools,
  options: BuildOptions,
  external: string[] = [],
): Promise<Pick<Size, 'size' | 'lazy'>> {
  const { outputFiles, metafile } = await bundle({
    format: 'esm',
    splitting: true,
    minify: true,
    legalComments: 'none',
    outdir: 'out',
    external,
    ...options,
    ...(options.stdin ? { stdin: { ...options.stdin, resolveDir: `${root}/bench` } } : {}),
  });
  // A chunk that is loaded later has an entry point as well.
  const entry =
    Object.entries(metafile.outputs).find(([, { entryPoint }]) => entryPoint === '<stdin>') ??
    Object.entries(metafile.outputs)[0];
  const eager = new Set<string>();
  const visit = (path: string) => {
    if (eager.has(path)) return;
    eager.add(path);
    for (const { path: next, kind } of metafile.outputs[path]?.imports ?? []) {
      if (kind === 'import-statement') visit(next);
    }
  };
  if (entry) visit(entry[0]);
  let [size, lazy] = [0, 0];
  for (const file of outputFiles) {
    const kilobytes = gzipSync(file.contents, { level: 9 }).length / 1000;
    const isEager = [...eager].some((path) => file.path.endsWith(path.replace(/^.*\//, '/')));
    if (isEager) size += kilobytes;
    else lazy += kilobytes;
  }
  return lazy > 0 ? { size, lazy } : { size };
}
