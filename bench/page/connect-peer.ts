import type { PeerAdapter } from '../peers/peer-adapter.ts';
import type { FromWorker, ToWorker } from '../peers/serve-worker.ts';
import type { Connection } from '../shared/connection.ts';
import type { IsolationKind } from '../shared/isolation.ts';
import { createService } from '../shared/service.ts';
import { startIsolate } from './isolate.ts';

/** Connects the page to a library's worker: two fresh channels for the library, the start-up port for the harness. */
export async function connectPeer(
  adapter: PeerAdapter,
  source: string,
  kind: IsolationKind,
): Promise<Connection> {
  const { port: control, dispose } = await startIsolate(kind, source);
  const [ours, theirs] = [new MessageChannel(), new MessageChannel()];

  function ask(message: ToWorker, transfer: Transferable[] = []): Promise<FromWorker> {
    return new Promise((resolve, reject) => {
      control.onmessage = ({ data }: MessageEvent<FromWorker>) => {
        if ('failed' in data) reject(new Error(`${adapter.name}: ${data.failed}`));
        else resolve(data);
      };
      control.postMessage(message, transfer);
    });
  }

  const connected = ask({ connect: true }, [ours.port2, theirs.port2]);
  const wire = { calls: ours.port1, serves: theirs.port1, both: ours.port1 };
  const [remote] = await Promise.all([adapter.join(wire, createService()), connected]);
  return {
    remote,
    async run(workload) {
      const answer = await ask({ run: workload });
      return 'milliseconds' in answer ? answer.milliseconds : undefined;
    },
    dispose,
  };
}
