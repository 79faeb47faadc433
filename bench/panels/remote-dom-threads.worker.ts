import '@remote-dom/core/polyfill';
import { retain, ThreadMessagePort } from '@quilted/threads';
import {
  BatchingRemoteConnection,
  type RemoteConnection,
  type RemoteRootElement,
} from '@remote-dom/core/elements';
import { type DrawDocument, type DrawElement, drawPanel } from './draw-panel.ts';
import { defineRemoteElements, NAMES } from './remote-elements.ts';

/** What the page calls. */
export interface RemoteExports {
  open(connection: RemoteConnection): Promise<void>;
}

defineRemoteElements();

// The polyfill puts its own `addEventListener` before the worker's.
globalThis.onmessage = ({ ports: [port] }: MessageEvent) => {
  if (!port) return;
  const exports: RemoteExports = {
    async open(connection) {
      retain(connection);
      const root = document.createElement('remote-root') as RemoteRootElement & DrawElement;
      drawPanel(document as unknown as DrawDocument, root, NAMES);
      root.connect(new BatchingRemoteConnection(connection));
    },
  };
  new ThreadMessagePort(port, { exports });
  port.start();
};
