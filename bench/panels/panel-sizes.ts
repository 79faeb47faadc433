import { gzipSync } from 'node:zlib';
import type { BuildOptions } from 'esbuild';
import type { Tools } from '../node/tools.ts';

/** Kilobytes (1,000 bytes), minified and gzipped. */
export interface PanelSizes {
  /** What a worker must load before anything can be drawn in it. */
  runtime: { ours: number; peer: number };
  /** All that a worker loads for the panel in Preact, that included. */
  panel: { ours: number; peer: number };
  /** The part of it that the author's bundle carries in ours, and would carry there if somebody else brought the rest. */
  alone: { ours: number; peer: number };
}

const OURS = 'packages/plugin-sdk/src/panel-runtime/main.ts';
const REMOTE_DOM = `
  import '@remote-dom/core/polyfill';
  import { BatchingRemoteConnection } from '@remote-dom/core/elements';
  import { defineRemoteElements } from './panels/remote-elements.ts';
  defineRemoteElements();
  globalThis.connect = (connection) => new BatchingRemoteConnection(connection);`;
const OURS_PANEL = `export * from './panels/preact-ours.ts'`;
const REMOTE_DOM_PANEL = `import './panels/preact-remote-dom.ts'`;

export async function measurePanelSizes(tools: Tools): Promise<PanelSizes> {
  const size = (contents: string, external: string[] = []) =>
    bundleSize(tools, {
      stdin: { contents, resolveDir: `${tools.root}/bench`, loader: 'ts' },
      format: 'esm',
      external,
    });
  const runtime = {
    // As the host carries it.
    ours: await bundleSize(tools, { entryPoints: [OURS], format: 'iife', logLevel: 'error' }),
    peer: await size(REMOTE_DOM),
  };
  const alone = {
    ours: await size(OURS_PANEL),
    peer: await size(REMOTE_DOM_PANEL, ['@remote-dom/*']),
  };
  const panel = {
    ours: alone.ours + runtime.ours,
    peer: await size(`${REMOTE_DOM}\n${REMOTE_DOM_PANEL}`),
  };
  return { runtime, panel, alone };
}

async function bundleSize({ bundle }: Tools, options: BuildOptions): Promise<number> {
  const { outputFiles } = await bundle({ ...options, minify: true, legalComments: 'none' });
  return gzipSync(outputFiles[0]?.contents ?? '', { level: 9 }).length / 1000;
}
