/** What runs plugins, with the runtime it carries: loaded with the first plugin, so that a page without plugins does not pay for it. */
import runtime from '@fluxstudio/plugin-sdk/source/worker/worker-runtime.ts?inline';
import { createFramePool, type FramePoolOptions } from './frame-pool.ts';
import type { IsolateSource } from './sandbox-options.ts';
import { workerIsolates } from './worker-isolate.ts';

export function createIsolates(isolation: 'frame' | 'worker', frame: FramePoolOptions): IsolateSource {
  return isolation === 'worker'
    ? { take: workerIsolates(runtime), dispose: () => undefined }
    : createFramePool(runtime, frame);
}
