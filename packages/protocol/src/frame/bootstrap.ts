/**
 * The only script of a sandbox frame. It proves that the frame is confined, then starts one worker from the runtime
 * the host sends and hands it the port. It never sees plugin code.
 */
import type { FrameToHost, HostToFrame } from './handshake.ts';
import { unconfinedBecause } from './unconfined.ts';

const tell = (message: FrameToHost): void => parent.postMessage(message, '*');

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
