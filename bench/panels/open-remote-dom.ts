import { release, retain, ThreadMessagePort } from '@quilted/threads';
import type { RemoteMutationRecord } from '@remote-dom/core';
import { DOMRemoteReceiver } from '@remote-dom/core/receivers';
import { startIsolate } from '../page/isolate.ts';
import type { IsolationKind } from '../shared/isolation.ts';
import type { PanelContender } from './panel-contender.ts';
import worker from './remote-dom.worker.ts?inline';
import type { RemoteExports } from './remote-dom-threads.worker.ts';
import threadsWorker from './remote-dom-threads.worker.ts?inline';
import { READY, receiveRecords, type ToRemote } from './remote-port.ts';

/** remote-dom over a bare port, in a worker that is ready to draw. */
export async function openRemoteDom(kind: IsolationKind): Promise<PanelContender> {
  const { port, dispose } = await startIsolate(kind, worker);
  await new Promise<void>((resolve) => {
    port.onmessage = ({ data }: MessageEvent) => data === READY && resolve();
  });
  const tell = (message: ToRemote) => port.postMessage(message);
  return {
    async open(root) {
      const { connection } = new DOMRemoteReceiver({ root });
      port.onmessage = ({ data }: MessageEvent<RemoteMutationRecord[]>) =>
        receiveRecords(data, port, connection);
      tell('open');
      return () => undefined;
    },
    rootIn: (container) => container,
    dispose,
  };
}

/** remote-dom over the library for workers that its manual names. */
export async function openRemoteDomThreads(kind: IsolationKind): Promise<PanelContender> {
  const { port, dispose } = await startIsolate(kind, threadsWorker);
  const { imports } = new ThreadMessagePort<RemoteExports>(port);
  port.start();
  return {
    async open(root) {
      const { connection } = new DOMRemoteReceiver({ root, retain, release });
      void imports.open(connection);
      return () => undefined;
    },
    rootIn: (container) => container,
    dispose,
  };
}
