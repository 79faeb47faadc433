/**
 * The only script of a sandbox frame. It proves that the frame is confined, then starts one worker from the runtime
 * the host sends and hands it the port. It never sees plugin code.
 */
import type { FrameToHost, HostToFrame } from './handshake.ts';

const tell = (message: FrameToHost): void => parent.postMessage(message, '*');

/** A `data:` URL needs no network: with the policy in force the fetch is refused, without it it succeeds. */
async function unconfinedBecause(): Promise<string | undefined> {
  if (parent === self) return 'it is not inside a frame';
  if (self.origin !== 'null') return `it has the origin ${self.origin}, not an opaque one`;
  try {
    await fetch('data:,');
    return 'its Content-Security-Policy does not forbid connections';
  } catch {
    return undefined;
  }
}

function start(runtime: string, port: MessagePort): void {
  const url = URL.createObjectURL(new Blob([runtime], { type: 'text/javascript' }));
  const worker = new Worker(url);
  worker.onerror = (event) =>
    tell({ flux: 'failed', reason: event.message || 'the worker could not be started' });
  worker.postMessage(null, [port]);
}

void unconfinedBecause().then((reason) => {
  if (reason !== undefined) {
    tell({ flux: 'refused', reason });
    return;
  }
  addEventListener('message', function listen(event: MessageEvent<HostToFrame>) {
    const port = event.ports[0];
    if (event.source !== parent || event.data?.flux !== 'start' || !port) return;
    removeEventListener('message', listen);
    start(event.data.runtime, port);
  });
  tell({ flux: 'ready' });
});
