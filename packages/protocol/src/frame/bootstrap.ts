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
  try {
    const worker = new Worker(url);
    worker.onerror = (event) => tell({ flux: 'failed', reason: event.message });
    worker.postMessage(null, [port]);
  } catch {
    // WebKit throws when a policy forbids the worker; the other engines tell by an event without a message.
    tell({ flux: 'failed', reason: '' });
  }
}

void unconfinedBecause().then((reason) => {
  if (reason !== undefined) {
    tell({ flux: 'refused', reason });
    return;
  }
  let started = false;
  addEventListener('message', ({ source, data, ports: [port] }: MessageEvent<HostToFrame>) => {
    if (source !== parent) return;
    if (data?.flux === 'check') tell({ flux: 'ready' });
    if (data?.flux !== 'start' || !port || started) return;
    started = true;
    start(data.runtime, port);
  });
  tell({ flux: 'ready' });
});
