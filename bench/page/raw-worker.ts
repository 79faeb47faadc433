import type { IsolationKind } from '../shared/isolation.ts';

const RAW_FRAME_URL = '/raw-frame';
/** Answers on its port with its first line. */
const SOURCE = 'onmessage = ({ ports: [port] }) => port.postMessage(0)';

interface RawWorker {
  dispose(): void;
}

/** A worker as an author without a platform starts it; resolves once it has spoken. */
export async function startRawWorker(kind: IsolationKind): Promise<RawWorker> {
  const { port1, port2 } = new MessageChannel();
  const spoke = new Promise((resolve) => {
    port1.onmessage = resolve;
  });
  const dispose = kind === 'worker' ? startHere(port2) : await startInFrame(port2);
  await spoke;
  return { dispose };
}

function startHere(port: MessagePort): () => void {
  const worker = new Worker(URL.createObjectURL(new Blob([SOURCE], { type: 'text/javascript' })));
  worker.postMessage(null, [port]);
  return () => worker.terminate();
}

async function startInFrame(port: MessagePort): Promise<() => void> {
  const frame = document.createElement('iframe');
  frame.setAttribute('sandbox', 'allow-scripts');
  frame.hidden = true;
  frame.src = RAW_FRAME_URL;
  const loaded = new Promise((resolve) => {
    frame.onload = resolve;
  });
  document.body.append(frame);
  await loaded;
  frame.contentWindow?.postMessage(SOURCE, '*', [port]);
  return () => frame.remove();
}
