import { createService, type Remote } from '../shared/service.ts';
import { measureBlock, type Workload } from '../shared/workload.ts';
import type { PeerAdapter } from './peer-adapter.ts';

/** From the host to a peer's worker, over the port it got at its start. */
export type ToWorker = { connect: true } | { run: Workload };
/** Its answers, one for each. */
export type FromWorker = { connected: true } | { milliseconds: number | undefined } | { failed: string };

/** A worker that joins the wire it is sent and runs workloads from its side when asked. */
export function serveWorker(adapter: PeerAdapter): void {
  let remote: Remote | undefined;

  async function obey(message: ToWorker, ports: readonly MessagePort[]): Promise<FromWorker> {
    const [serves, calls] = ports;
    if ('connect' in message && serves && calls) {
      remote = await adapter.join({ serves, calls, both: serves }, createService());
      return { connected: true };
    }
    if ('run' in message && remote) return { milliseconds: await measureBlock(remote, message.run) };
    return { failed: 'not connected' };
  }

  addEventListener(
    'message',
    ({ ports: [control] }: MessageEvent) => {
      if (!control) return;
      control.onmessage = async ({ data, ports }: MessageEvent<ToWorker>) => {
        const answer = await obey(data, ports).catch((error): FromWorker => ({ failed: String(error) }));
        control.postMessage(answer);
      };
    },
    { once: true },
  );
}
