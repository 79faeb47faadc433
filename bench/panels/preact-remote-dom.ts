/** The same panel in Preact over remote-dom. */
import { BatchingRemoteConnection, type RemoteRootElement } from '@remote-dom/core/elements';
import { h, render } from 'preact';
import { useState } from 'preact/hooks';
import { NAMES } from './remote-elements.ts';
import { sendRecords, type ToRemote } from './remote-port.ts';

const { heading, field, button, stack, text } = NAMES;

function Panel() {
  const [name, setName] = useState('');
  const [rows, setRows] = useState<number[]>([]);
  return h(stack, {}, [
    h(heading, {}, 'Rows'),
    h(field, {
      label: 'Name',
      value: name,
      oninput: (event: { detail: string }) => setName(event.detail.toUpperCase()),
    }),
    h(button, { onpress: () => setRows((before) => [...before, before.length]) }, 'Next'),
    h(
      stack,
      {},
      rows.map((row) =>
        h(stack, { key: row, direction: 'row' }, [
          h(text, {}, `Row ${row}`),
          h(text, { tone: 'muted' }, 'unchanged'),
        ]),
      ),
    ),
  ]);
}

globalThis.onmessage = ({ ports: [port] }: MessageEvent) => {
  if (!port) return;
  let remote = sendRecords(port);
  port.onmessage = ({ data }: MessageEvent<ToRemote>) => {
    if (data !== 'open') return remote.hear(...data);
    remote = sendRecords(port);
    const root = document.createElement('remote-root') as RemoteRootElement;
    root.connect(new BatchingRemoteConnection(remote.connection));
    render(h(Panel, {}), root);
  };
};
