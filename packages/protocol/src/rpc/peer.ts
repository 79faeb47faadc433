import { type Disposable, isDisposable } from '../disposable.ts';
import { PluginError } from '../errors.ts';
import {
  extractCallbacks,
  findUncloneable,
  isId,
  type RemoteCallback,
  reviveCallbacks,
  violation,
} from './callbacks.ts';
import { type Clock, createDeadlineQueue, systemClock } from './deadlines.ts';
import { fromErrorRecord, type StackMapper, toErrorRecord } from './error-record.ts';
import {
  CALL,
  CANCEL,
  DISPOSE,
  FAIL,
  HEADER_LENGTH,
  NOTIFY,
  OK,
  RELEASE,
  type Slots,
  type Target,
} from './wire.ts';

export interface CallOptions {
  /** Milliseconds until the call rejects with `DEADLINE_EXCEEDED`; 0 waits for ever. Default: the peer's. */
  deadline?: number;
  /** Rejects with `ABORTED` and tells the other side to stop. */
  signal?: AbortSignal;
  /** The arguments may hold functions. */
  callbacks?: boolean;
  /** Objects to move instead of copy. */
  transfer?: Transferable[];
}

/** What a handler learns about the call beside its arguments. */
export interface InboundCall {
  /** Aborted when the caller cancels or the connection closes. Made on first use. */
  readonly signal: AbortSignal;
}

export interface PeerOptions {
  /** Sends one batch. May throw `DataCloneError`. */
  post(batch: unknown[], transfer: Transferable[]): void;
  /** Answers a call or takes a notification. What it throws goes back to the caller. A returned disposable stays here. */
  dispatch(method: string, args: unknown[], call: InboundCall): unknown;
  /** The other side broke the protocol; the peer is closed when this is called. */
  onViolation?(error: PluginError): void;
  /** A notification whose handler threw: nobody waits for it, so it is told here. */
  onNotifyError?(error: unknown, method: Target): void;
  /** Rewrites the stacks of errors that leave. */
  mapStack?: StackMapper;
  /** Milliseconds; default 30,000. */
  deadline?: number;
  clock?: Clock;
}

/** How much a peer holds on to. All zero after {@link Peer.close}. */
export interface PeerSize {
  /** Calls waiting for an answer from the other side. */
  outbound: number;
  /** Calls being answered here. */
  inbound: number;
  /** Own functions the other side can call. */
  callbacks: number;
  /** Disposables held for the other side. */
  disposables: number;
}

/** One end of a connection. It knows no transport: `post` is given to it, `receive` is called with what arrives. */
export interface Peer {
  call(method: Target, args: readonly unknown[], options?: CallOptions): Promise<unknown>;
  notify(method: Target, args: readonly unknown[], options?: Pick<CallOptions, 'transfer'>): void;
  /** A call whose result is a disposable of the other side: dispose the returned one at any time, even before the answer. */
  subscribe(
    method: Target,
    args: readonly unknown[],
    options?: CallOptions,
  ): Disposable & { readonly ready: Promise<void> };
  receive(batch: unknown): void;
  /** Rejects what is pending with `reason`, disposes what was held for the other side. Idempotent. */
  close(reason: PluginError): void;
  size(): PeerSize;
}

interface Pending {
  resolve(value: unknown): void;
  reject(error: unknown): void;
  target: Target;
  /** Stops listening to the caller's signal. */
  unlisten?: () => void;
  /** Callbacks that went out with the call: forgotten when it fails, else until the other side releases them. */
  handles: Slots;
}

const DEFAULT_DEADLINE = 30_000;

/**
 * Creates one end of a connection.
 *
 * @example
 * const { port1, port2 } = new MessageChannel();
 * const peer = createPeer({ post: (batch, transfer) => port1.postMessage(batch, transfer), dispatch });
 * port1.onmessage = ({ data }) => peer.receive(data);
 * await peer.call('sum', [1, 2]); // 3, from the peer on port2
 */
export function createPeer(options: PeerOptions): Peer {
  const { post, dispatch, onViolation, onNotifyError, mapStack, clock = systemClock } = options;
  const pending = new Map<number, Pending>();
  const inbound = new Map<number, AbortController | null>();
  const callbacks = new Map<number, (...args: unknown[]) => unknown>();
  const disposables = new Map<number, Disposable>();
  const disposedEarly = new Set<number>();
  const deadlines = createDeadlineQueue(clock, (id) => {
    const target = pending.get(id)?.target;
    cancel(id, new PluginError('DEADLINE_EXCEEDED', `No answer from ${describe(target)} in time`));
  });
  let lastId = 0;
  let lastHandle = 0;
  let lastInboundId = 0;
  let queue: unknown[] = [];
  let closed: PluginError | undefined;

  function flush(): void {
    if (queue.length === 0) return;
    const batch = queue;
    queue = [];
    try {
      post(batch, []);
    } catch {
      for (const frame of splitFrames(batch)) sendAlone(frame, []);
    }
  }

  function enqueue(...frame: unknown[]): void {
    if (queue.length === 0) queueMicrotask(flush);
    for (let index = 0; index < frame.length; index++) queue.push(frame[index]);
  }

  /** Sends one frame by itself: one that carries transferables, or one of a batch that could not be cloned. */
  function sendAlone(frame: unknown[], transfer: Transferable[]): void {
    try {
      post(frame, transfer);
    } catch (error) {
      failToSend(frame, error);
    }
  }

  function failToSend(frame: unknown[], cause: unknown): void {
    const op = frame[0];
    const value = op === OK ? frame[2] : frame.slice(HEADER_LENGTH[op as number]);
    const path = findUncloneable(value, [op === OK ? 'result' : 'args']) ?? 'a value';
    const error = new PluginError(
      'DATA_CLONE',
      `${path} cannot be sent: it is a function or an object that cannot be cloned`,
      {
        cause,
      },
    );
    if (op === CALL) reject(frame[1] as number, error);
    else if (op === OK) enqueue(FAIL, frame[1], toErrorRecord(error, mapStack));
    else if (op === NOTIFY) onNotifyError?.(error, frame[1] as Target);
  }

  function settle(id: number): Pending | undefined {
    const call = pending.get(id);
    if (call === undefined) return undefined;
    pending.delete(id);
    deadlines.delete(id);
    call.unlisten?.();
    return call;
  }

  function reject(id: number, error: PluginError): void {
    const call = settle(id);
    if (call) forget(call.handles);
    call?.reject(error);
  }

  function forget(handles: Slots): void {
    for (let at = 1; handles && at < handles.length; at += 2) callbacks.delete(handles[at] as number);
  }

  function cancel(id: number, error: PluginError): void {
    if (!pending.has(id)) return;
    enqueue(CANCEL, id);
    reject(id, error);
  }

  function send(frame: unknown[], args: readonly unknown[], transfer: Transferable[] | undefined): void {
    if (transfer === undefined || transfer.length === 0) {
      enqueue(...frame, ...args);
      return;
    }
    flush();
    sendAlone([...frame, ...args], transfer);
  }

  function keep(callback: (...args: unknown[]) => unknown): number {
    callbacks.set(++lastHandle, callback);
    return lastHandle;
  }

  function start(
    id: number,
    target: Target,
    args: readonly unknown[],
    callOptions: CallOptions,
  ): Promise<unknown> {
    const [values, handles] = callOptions.callbacks ? extractCallbacks(args, keep) : [args, null];
    return startWith(id, target, values, handles, callOptions);
  }

  function startWith(
    id: number,
    target: Target,
    values: readonly unknown[],
    handles: Slots,
    callOptions: CallOptions,
  ): Promise<unknown> {
    return new Promise((resolve, refuse) => {
      if (closed) {
        forget(handles);
        return refuse(closed);
      }
      const { signal, deadline = options.deadline ?? DEFAULT_DEADLINE } = callOptions;
      if (signal?.aborted) {
        forget(handles);
        return refuse(abortError(target, signal));
      }
      const call: Pending = { resolve, reject: refuse, target, handles };
      if (signal) {
        const onAbort = () => cancel(id, abortError(target, signal));
        signal.addEventListener('abort', onAbort);
        call.unlisten = () => signal.removeEventListener('abort', onAbort);
      }
      pending.set(id, call);
      if (deadline > 0) deadlines.add(id, deadline);
      send([CALL, id, target, handles, values.length], values, callOptions.transfer);
    });
  }

  function revive(handle: number): RemoteCallback {
    let released = false;
    const remote = (...args: unknown[]) =>
      released
        ? Promise.reject(new PluginError('DISPOSED', 'This callback was released'))
        : start(++lastId, handle, args, {});
    return Object.assign(remote, {
      release() {
        if (released || closed) return;
        released = true;
        enqueue(RELEASE, handle);
      },
    });
  }

  function invoke(target: Target, args: unknown[], call: InboundCall): unknown {
    if (typeof target === 'string') return dispatch(target, args, call);
    const callback = callbacks.get(target);
    if (!callback) throw new PluginError('DISPOSED', 'This callback was released');
    return callback(...args);
  }

  function answer(id: number, target: Target, args: unknown[]): void {
    inbound.set(id, null);
    const call: InboundCall = {
      get signal() {
        const controller = inbound.get(id) ?? new AbortController();
        if (inbound.has(id)) inbound.set(id, controller);
        return controller.signal;
      },
    };
    try {
      const result = invoke(target, args, call);
      if (isThenable(result))
        result.then(
          (value) => succeed(id, value),
          (error) => fail(id, error),
        );
      else succeed(id, result);
    } catch (error) {
      fail(id, error);
    }
  }

  function succeed(id: number, value: unknown): void {
    const wanted = inbound.delete(id) && !closed;
    if (isDisposable(value)) {
      if (!wanted || disposedEarly.delete(id)) release(value);
      else disposables.set(id, value);
      if (wanted) enqueue(OK, id, undefined);
    } else if (wanted) enqueue(OK, id, value);
  }

  /** A disposable of ours that throws is our fault, not a broken protocol. */
  function release(disposable: Disposable): void {
    try {
      disposable.dispose();
    } catch (error) {
      onNotifyError?.(error, 'dispose');
    }
  }

  function fail(id: number, error: unknown): void {
    disposedEarly.delete(id);
    if (inbound.delete(id) && !closed) enqueue(FAIL, id, toErrorRecord(error, mapStack));
  }

  function take(target: Target, args: unknown[]): void {
    try {
      const result = invoke(target, args, { signal: neverAborted() });
      if (isThenable(result)) result.then(undefined, (error) => onNotifyError?.(error, target));
    } catch (error) {
      onNotifyError?.(error, target);
    }
  }

  /** Reads the arguments of a CALL or NOTIFY whose `argc` stands just before them. */
  function readArgs(batch: unknown[], first: number): unknown[] {
    const argc = batch[first - 1];
    if (!Number.isSafeInteger(argc) || (argc as number) < 0 || first + (argc as number) > batch.length) {
      throw violation('the number of arguments is wrong');
    }
    const args = batch.slice(first, first + (argc as number));
    reviveCallbacks(args, batch[first - 2] as Slots, revive);
    return args;
  }

  function readTarget(value: unknown): Target {
    if (typeof value !== 'string' && !isId(value)) throw violation('a call has no target');
    return value;
  }

  function readId(value: unknown, upTo: number): number {
    if (!isId(value) || value > upTo) throw violation('an id was never issued');
    return value;
  }

  /** Handles the frame at `at` and returns where the next one starts. */
  function readFrame(batch: unknown[], at: number): number {
    const op = batch[at];
    const header = typeof op === 'number' ? HEADER_LENGTH[op] : undefined;
    if (header === undefined || at + header > batch.length) throw violation('unknown or truncated frame');
    const id = batch[at + 1];
    switch (op) {
      case CALL: {
        if (!isId(id) || id <= lastInboundId) throw violation('a call id was used before');
        lastInboundId = id;
        const target = readTarget(batch[at + 2]);
        const args = readArgs(batch, at + header);
        answer(id, target, args);
        return at + header + args.length;
      }
      case NOTIFY: {
        const args = readArgs(batch, at + header);
        take(readTarget(id), args);
        return at + header + args.length;
      }
      case OK:
        settle(readId(id, lastId))?.resolve(batch[at + 2]);
        break;
      case FAIL:
        reject(readId(id, lastId), fromErrorRecord(batch[at + 2]));
        break;
      case CANCEL: {
        const controller = inbound.get(readId(id, lastInboundId));
        inbound.delete(id as number);
        controller?.abort();
        break;
      }
      case DISPOSE: {
        const called = readId(id, lastInboundId);
        const disposable = disposables.get(called);
        disposables.delete(called);
        if (disposable) release(disposable);
        else if (inbound.has(called)) disposedEarly.add(called);
        break;
      }
      case RELEASE:
        callbacks.delete(readId(id, lastHandle));
        break;
    }
    return at + header;
  }

  const peer: Peer = {
    call: (method, args, callOptions = {}) => start(++lastId, method, args, callOptions),

    notify(method, args, { transfer } = {}) {
      if (!closed) send([NOTIFY, method, null, args.length], args, transfer);
    },

    subscribe(method, args, callOptions = {}) {
      const id = ++lastId;
      const [values, handles] = callOptions.callbacks ? extractCallbacks(args, keep) : [args, null];
      const ready = startWith(id, method, values, handles, callOptions).then(() => undefined);
      let disposed = false;
      return {
        ready,
        dispose() {
          if (disposed || closed) return;
          disposed = true;
          // What is already on its way to these callbacks must not reach them any more.
          forget(handles);
          enqueue(DISPOSE, id);
        },
      };
    },

    receive(batch) {
      if (closed) return;
      try {
        if (!Array.isArray(batch)) throw violation('not a batch');
        let at = 0;
        while (at < batch.length && !closed) at = readFrame(batch, at);
      } catch (error) {
        const reason = error instanceof PluginError ? error : violation(String(error));
        peer.close(reason);
        onViolation?.(reason);
      }
    },

    close(reason) {
      if (closed) return;
      flush();
      closed = reason;
      for (const id of [...pending.keys()]) reject(id, reason);
      deadlines.clear();
      for (const controller of inbound.values()) controller?.abort();
      inbound.clear();
      callbacks.clear();
      disposedEarly.clear();
      const held = [...disposables.values()].reverse();
      disposables.clear();
      for (const disposable of held) release(disposable);
    },

    size: () => ({
      outbound: pending.size,
      inbound: inbound.size,
      callbacks: callbacks.size,
      disposables: disposables.size,
    }),
  };
  return peer;
}

function splitFrames(batch: unknown[]): unknown[][] {
  const frames: unknown[][] = [];
  for (let at = 0; at < batch.length; ) {
    const op = batch[at] as number;
    const header = HEADER_LENGTH[op] as number;
    const argc = op === CALL || op === NOTIFY ? (batch[at + header - 1] as number) : 0;
    frames.push(batch.slice(at, at + header + argc));
    at += header + argc;
  }
  return frames;
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return (
    typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function'
  );
}

function abortError(target: Target, signal: AbortSignal): PluginError {
  return new PluginError('ABORTED', `The call of ${describe(target)} was cancelled`, {
    cause: signal.reason,
  });
}

function describe(target: Target | undefined): string {
  return typeof target === 'string' ? target : 'a callback';
}

function neverAborted(): AbortSignal {
  return new AbortController().signal;
}
