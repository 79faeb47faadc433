import {
  MUTATION_TYPE_INSERT_CHILD,
  MUTATION_TYPE_UPDATE_PROPERTY,
  type RemoteConnection,
  type RemoteMutationRecord,
  type RemoteNodeSerialization,
} from '@remote-dom/core';

/** What a worker is told: to draw, or of an event. */
export type ToRemote = 'open' | readonly [listener: number, detail: unknown];

/** What a worker says first: everything in it is evaluated. */
export const READY = 'ready';

type Listener = (detail: unknown) => unknown;

/**
 * A connection of remote-dom over a bare port, as a careful author writes it for speed: what it says is posted as it is, only
 * functions, of which there are few, become numbers.
 */
export interface RemotePort {
  readonly connection: RemoteConnection;
  hear(listener: number, detail: unknown): void;
}

/** On the side of the worker. */
export function sendRecords(port: MessagePort): RemotePort {
  const listeners: Listener[] = [];
  return {
    connection: {
      mutate(records) {
        const number = (listener: unknown) => listeners.push(listener as Listener) - 1;
        for (const record of records) replaceListeners(record, 'function', number);
        port.postMessage(records);
      },
      call() {
        throw new Error('The panel calls nothing');
      },
    },
    hear: (listener, detail) => listeners[listener]?.(detail),
  };
}

/** On the side of the page. */
export function receiveRecords(
  records: readonly RemoteMutationRecord[],
  port: MessagePort,
  connection: RemoteConnection,
): void {
  const call = (listener: unknown) => (detail: unknown) => port.postMessage([listener, detail]);
  for (const record of records) replaceListeners(record, 'number', call);
  connection.mutate(records);
}

function replaceListeners(
  record: RemoteMutationRecord,
  type: 'function' | 'number',
  replace: (listener: unknown) => unknown,
): void {
  if (record[0] === MUTATION_TYPE_INSERT_CHILD) replaceWithin(record[2], replace);
  else if (record[0] === MUTATION_TYPE_UPDATE_PROPERTY && typeof record[3] === type)
    record[3] = replace(record[3]);
}

function replaceWithin(node: RemoteNodeSerialization, replace: (listener: unknown) => unknown): void {
  if (!('children' in node)) return;
  const listeners = node.eventListeners as Record<string, unknown> | undefined;
  for (const type in listeners) listeners[type] = replace(listeners[type]);
  for (const child of node.children) replaceWithin(child, replace);
}
