import '@remote-dom/core/polyfill';
import { BatchingRemoteConnection, type RemoteRootElement } from '@remote-dom/core/elements';
import { type DrawDocument, type DrawElement, drawPanel } from './draw-panel.ts';
import { defineRemoteElements, NAMES } from './remote-elements.ts';
import { READY, sendRecords, type ToRemote } from './remote-port.ts';

defineRemoteElements();

// The polyfill puts its own `addEventListener` before the worker's.
globalThis.onmessage = ({ ports: [port] }: MessageEvent) => {
  if (!port) return;
  let remote = sendRecords(port);
  port.onmessage = ({ data }: MessageEvent<ToRemote>) => {
    if (data !== 'open') return remote.hear(...data);
    remote = sendRecords(port);
    const root = document.createElement('remote-root') as RemoteRootElement & DrawElement;
    drawPanel(document as unknown as DrawDocument, root, NAMES);
    root.connect(new BatchingRemoteConnection(remote.connection));
  };
  port.postMessage(READY);
};
