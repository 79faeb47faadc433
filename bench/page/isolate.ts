import { openFrame } from '../../packages/plugin-host/src/sandbox/frame.ts';
import type { Isolate } from '../../packages/plugin-host/src/sandbox/isolate.ts';
import { workerIsolates } from '../../packages/plugin-host/src/sandbox/worker-isolate.ts';
import type { IsolationKind } from '../shared/isolation.ts';

export const FRAME_URL = '/runtime';

/** Starts any classic script in the same place, by the same code, as a plugin's runtime. */
export async function startIsolate(kind: IsolationKind, source: string): Promise<Isolate> {
  const { signal } = new AbortController();
  if (kind === 'worker') return workerIsolates(source)('peer', signal);
  const frame = await openFrame({ frameUrl: FRAME_URL }, signal);
  return frame.startWorker(source);
}
