import { createIsolateSource } from '../../packages/plugin-host/src/sandbox/sandbox-options.ts';
import { connectPlugin } from '../ours/connect-plugin.ts';
import { birpc } from '../peers/birpc.ts';
import birpcWorker from '../peers/birpc.worker.ts?inline';
import { capnweb } from '../peers/capnweb.ts';
import capnwebWorker from '../peers/capnweb.worker.ts?inline';
import { comlink } from '../peers/comlink.ts';
import comlinkWorker from '../peers/comlink.worker.ts?inline';
import { core } from '../peers/core.ts';
import coreWorker from '../peers/core.worker.ts?inline';
import type { PeerAdapter } from '../peers/peer-adapter.ts';
import { penpal } from '../peers/penpal.ts';
import penpalWorker from '../peers/penpal.worker.ts?inline';
import { quiltedThreads } from '../peers/quilted-threads.ts';
import quiltedThreadsWorker from '../peers/quilted-threads.worker.ts?inline';
import { raw } from '../peers/raw.ts';
import rawWorker from '../peers/raw.worker.ts?inline';
import type { Connection } from '../shared/connection.ts';
import type { IsolationKind } from '../shared/isolation.ts';
import { connectPeer } from './connect-peer.ts';
import { fetchText } from './fetch-text.ts';
import { FRAME_URL } from './isolate.ts';

const PEERS: readonly [adapter: PeerAdapter, worker: string][] = [
  [raw, rawWorker],
  [comlink, comlinkWorker],
  [penpal, penpalWorker],
  [birpc, birpcWorker],
  [quiltedThreads, quiltedThreadsWorker],
  [capnweb, capnwebWorker],
  [core, coreWorker],
];

export const OURS = 'ours';
/** Rarely: other libraries keep the page busy for seconds, which says nothing about the plugin. */
const HEARTBEAT = 60_000;
/** The one limit that is raised: the transfer row moves gigabytes. */
const BYTES = 2 ** 40;

/** Connects all contenders, or those named, each to a worker in the same kind of place. */
export async function connectContenders(
  kind: IsolationKind,
  names?: readonly string[],
): Promise<Map<string, Connection>> {
  const wanted = (name: string) => !names || names.includes(name);
  const contenders = new Map<string, Connection>();
  if (wanted(OURS)) contenders.set(OURS, await connectOurs(kind));
  for (const [adapter, worker] of PEERS) {
    if (wanted(adapter.name)) contenders.set(adapter.name, await connectPeer(adapter, worker, kind));
  }
  return contenders;
}

export async function connectOurs(kind: IsolationKind) {
  const source = createIsolateSource(
    kind === 'worker' ? { isolation: 'worker' } : { frameUrl: FRAME_URL, size: 0 },
  );
  return connectPlugin(source.take, await fetchText('/plugin.js'), {
    deadlines: { heartbeat: HEARTBEAT },
    limits: { bytesPerSecond: BYTES, bytesBurst: BYTES },
  });
}
