import { PluginError } from '../errors.ts';
import { createPeer, type InboundCall, type Peer, type PeerOptions } from './peer.ts';
import { streamReferences } from './references.ts';
import { transferring } from './transfer.ts';

export type Handlers = Record<string, (args: unknown[], call: InboundCall) => unknown>;

export const nothing = { outbound: 0, inbound: 0, callbacks: 0, disposables: 0 };

export interface Connection {
  client: Peer;
  server: Peer;
  /** All that was posted, in both directions. */
  batches: unknown[][];
  violations: PluginError[];
  end(): void;
}

/** Two peers over a real MessageChannel. The options are the client's, or both sides' where they are callbacks to watch. */
export function connect(
  handlers: Handlers,
  options: Partial<PeerOptions> = {},
  clientHandlers: Handlers = {},
): Connection {
  const { port1, port2 } = new MessageChannel();
  const batches: unknown[][] = [];
  const violations: PluginError[] = [];
  const make = (port: MessagePort, own: Handlers): Peer => {
    const table = new Map(Object.entries(own));
    const peer = createPeer({
      post: transferring((batch, moved) => {
        port.postMessage(batch, moved);
        batches.push(batch);
      }),
      dispatch(method, args, call) {
        const handler = table.get(method);
        if (!handler) throw new PluginError('NOT_FOUND', `There is no method ${method}`);
        return handler(args, call);
      },
      references: streamReferences(),
      onViolation: (error) => violations.push(error),
      ...options,
    });
    port.onmessage = ({ data }) => peer.receive(data);
    return peer;
  };
  const client = make(port1, clientHandlers);
  const server = make(port2, handlers);
  return {
    client,
    server,
    batches,
    violations,
    end() {
      port1.close();
      port2.close();
    },
  };
}

/** The error a promise rejects with. */
export async function rejection(promise: Promise<unknown>): Promise<PluginError> {
  const outcome = await promise.then(
    () => undefined,
    (error: unknown) => error as PluginError,
  );
  if (!outcome) throw new Error('expected a rejection');
  return outcome;
}

/** A clock that only the test moves. */
export function fakeClock() {
  let now = 0;
  let last = 0;
  const timers = new Map<number, { at: number; callback: () => void }>();
  const started: number[] = [];
  return {
    /** Delays of all timers ever started. */
    started,
    timers,
    now: () => now,
    setTimeout(callback: () => void, milliseconds: number) {
      started.push(milliseconds);
      timers.set(++last, { at: now + milliseconds, callback });
      return last;
    },
    clearTimeout: (timer: unknown) => void timers.delete(timer as number),
    advance(milliseconds: number) {
      now += milliseconds;
      for (const [id, { at, callback }] of [...timers]) {
        if (at > now) continue;
        timers.delete(id);
        callback();
      }
    },
  };
}

/** A promise and the means to settle it. */
export function deferred<T = unknown>() {
  let resolve: (value: T) => void = () => undefined;
  let reject: (error: unknown) => void = () => undefined;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}
