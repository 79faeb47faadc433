import type { Disposable } from '../disposable.ts';
import type { PluginError } from '../errors.ts';
import type { Clock } from './deadlines.ts';
import type { StackMapper } from './error-record.ts';
import type { Target } from './wire.ts';

export interface CallOptions {
  /** Milliseconds until the call rejects with `DEADLINE_EXCEEDED`; 0 waits for ever. Default: the peer's. */
  deadline?: number;
  /** Rejects with `ABORTED` and tells the other side to stop. Needs {@link PeerOptions.references}. */
  signal?: AbortSignal;
  /**
   * The arguments may hold functions, and with {@link PeerOptions.references} also async iterables, streams and signals. Only
   * arrays and plain objects are looked into. A function or stream stays reachable for the other side until it lets go of it, a
   * signal until the call is answered (that of a subscription: until it is disposed); all of them end when the call fails.
   */
  references?: boolean;
}

/** What a handler learns about the call beside its arguments. */
export interface InboundCall {
  /** Aborted when the caller cancels or the connection closes. Made on first use. */
  readonly signal: AbortSignal;
  /** A notification: nobody waits for an answer. */
  readonly oneWay: boolean;
  /** The arguments held functions, streams or signals. */
  readonly references: boolean;
}

/** A function of the other side, with the means to let go of it. */
export interface RemoteCallback {
  (...args: unknown[]): Promise<unknown>;
  /** Calls it without waiting for an answer; what it throws is for the other side to report. */
  notify(...args: unknown[]): void;
  /** Frees the function on the other side. Calls after it reject with `DISPOSED`. */
  release(reason?: unknown): void;
}

/** What is called back here, by the other side. */
export type Callback = (...args: never[]) => unknown;

/** Called once when something ends: with the answer of a call, or `ok: false` and a reason. */
export type End = (ok: boolean, value: unknown) => unknown;

/** Something lent to the other side as a function that it can call, until it ends. `kind` tells it what to make of it. */
export type Loan = readonly [kind: unknown, run: Callback, end: End | undefined];

/** Something with an end: a call in either direction, a loan, a disposable. */
export interface Entry {
  kind: keyof PeerSize;
  run: Callback | undefined;
  end: End | undefined;
  /** What a call is for. */
  target: Target | undefined;
  /** A time of the clock. */
  deadline: number;
}

/** What a peer can pass beside data and functions. */
export interface References {
  /** Turns a value into a loan, `undefined` if it is not special. */
  encode(value: unknown): Loan | undefined;
  /** Makes of the function that a loan is on this side what it was on the other. */
  decode(kind: unknown, remote: RemoteCallback): unknown;
  /** Calls `abort` if the signal aborts before the call settles. */
  bind(signal: AbortSignal, call: Promise<unknown>, abort: (reason: unknown) => void): void;
}

export interface PeerOptions {
  /** Sends one batch. May throw `DataCloneError`. */
  post(batch: unknown[]): void;
  /**
   * Answers a call or takes a notification. What it throws goes back to the caller. A disposable it returns stays here until the
   * caller disposes it.
   */
  dispatch(method: string, args: unknown[], call: InboundCall): unknown;
  /** See `streamReferences`. */
  references?: References;
  /** Called for each frame that arrives before it is looked at, with what it is worth: 1, and 1 for each reference in it. */
  onFrame?(worth: number): void;
  /** The other side broke the protocol; the peer is closed when this is called. */
  onViolation?(error: PluginError): void;
  /** What nobody waits for threw: the handler of a notification, or a disposable (then `method` is `dispose`). */
  onNotifyError?(error: unknown, method: Target): void;
  /** Rewrites the stacks of errors that leave. */
  mapStack?: StackMapper;
  /** Milliseconds; default 30,000. */
  deadline?: number;
  /** While it is true no deadline of a call of this method passes, and those that would begin anew: the other side waits for a person. */
  isPatient?(method: Target | undefined): boolean;
  clock?: Clock;
}

/** How much a peer holds on to. All zero after {@link Peer.close}. */
export interface PeerSize {
  /** Calls waiting for an answer from the other side, pulls of streams and watches of signals included. */
  outbound: number;
  /** Calls being answered here. */
  inbound: number;
  /** Own functions, streams and signals that the other side can reach. */
  callbacks: number;
  /** Disposables held for the other side. */
  disposables: number;
}

/** One end of a connection. It knows no transport: `post` is given to it, `receive` is called with what arrives. */
export interface Peer {
  call(method: Target, args: readonly unknown[], options?: CallOptions): Promise<unknown>;
  notify(method: Target, args: readonly unknown[]): void;
  /** A call whose result is a disposable of the other side: dispose the returned one at any time, even before the answer. */
  subscribe(
    method: Target,
    args: readonly unknown[],
    options?: CallOptions,
  ): Disposable & { readonly ready: Promise<void> };
  /** Takes a message of the other side, whatever it may be. Never throws because of it. */
  receive(message: unknown): void;
  /** Rejects what is pending with `reason`, ends what was lent and held. Idempotent. */
  close(reason: PluginError): void;
  /** The counts of this moment and of every later one. */
  size(): Readonly<PeerSize>;
}
