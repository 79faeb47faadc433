import type { Disposable } from '../disposable.ts';
import { PluginError } from '../errors.ts';
import { Inbound, NO_DEADLINE, NO_OPTIONS } from './calls.ts';
import { createAlarm, systemClock } from './deadlines.ts';
import { fromErrorRecord, toErrorRecord } from './error-record.ts';
import { createOutbox } from './outbox.ts';
import { apply, bare, chain, createTable, NativePromise } from './primordials.ts';
import { readArgs, rewrite } from './slots.ts';
import type {
  CallOptions,
  Entry,
  Loan,
  Peer,
  PeerOptions,
  PeerSize,
  References,
  RemoteCallback,
} from './types.ts';
import { findUncloneable } from './uncloneable.ts';
import { ANSWER, END, FUNCTION, frameEnd, MAX_REFERENCES, type Slot, STREAM, type Target } from './wire.ts';

export type * from './types.ts';

/** The cause of a `DEADLINE_EXCEEDED` that is this peer's own, and not one that a handler threw. */
export const DEADLINE = 'deadline';

/**
 * Creates one end of a connection.
 *
 * @example
 * const { port1, port2 } = new MessageChannel();
 * const peer = createPeer({ post: (batch) => port1.postMessage(batch), dispatch });
 * port1.onmessage = ({ data }) => peer.receive(data);
 * await peer.call('sum', [1, 2]); // 3, from the peer on port2
 */
export function createPeer(options: PeerOptions): Peer {
  const {
    post,
    dispatch,
    references,
    onFrame,
    onViolation,
    onNotifyError,
    mapStack,
    deadline: defaultDeadline = 30_000,
    clock = systemClock,
  } = options;
  // Everything with an end, by its key on the wire seen from this side: own numbers, and the other side's negated.
  const entries = createTable<number, Entry>();
  const size: PeerSize = { outbound: 0, inbound: 0, callbacks: 0, disposables: 0 };
  let lastId = 0;
  let closed: PluginError | undefined;

  const [send, flush] = createOutbox(
    (batch) => closed || post(batch),
    (frame, cause) => {
      const op = frame[0] as number;
      const error = fault('DATA_CLONE', `${findUncloneable(frame)} cannot be cloned: send plain data`, cause);
      if (op === ANSWER) end(frame[1] as number, error);
      else if (op >= 0 && !finish(op, false, error)) onNotifyError?.(error, frame[1] as Target);
    },
  );
  const [setAlarm, stopAlarm] = createAlarm(clock, (now) =>
    entries.forEach((entry, id) => {
      if (entry.deadline <= now && options.isPatient?.(entry.target)) entry.deadline = now + defaultDeadline;
      if (entry.deadline > now) setAlarm(entry.deadline);
      else cancel(id, 'DEADLINE_EXCEEDED', `No answer from ${entry.target} in time`, DEADLINE);
    }),
  );
  const fault = (code: string, message: string, cause?: unknown) => new PluginError(code, message, { cause });
  const end = (key: number, reason?: unknown, failed = reason !== undefined) =>
    send(END, key, null, [failed && toErrorRecord(reason, mapStack)]);

  /** Adds an entry and returns its key. One that has the key already ends; after the end of the connection the new one does. */
  function keep(kind: keyof PeerSize, key: number, run: Entry['run'], end: Entry['end']): number {
    finish(key, false);
    entries.set(key, { kind, run, end, target: undefined, deadline: Infinity });
    size[kind]++;
    if (closed) finish(key, false, closed);
    return key;
  }

  /** Takes an entry out and tells it. Does nothing for an unknown key. */
  function finish(key: number, ok: boolean, value?: unknown): Entry | undefined {
    const entry = entries.get(key);
    if (entry) {
      entries.delete(key);
      size[entry.kind]--;
      try {
        entry.end?.(ok, value);
      } catch (error) {
        onNotifyError?.(error, 'dispose');
      }
    }
    return entry;
  }

  /** Ends loans; of a call that was answered, only the signals. */
  function reclaim(slots: readonly Slot[] | null, answered?: boolean): void {
    for (let at = 0; slots && at < slots.length; at++) {
      const slot = slots[at] as Slot;
      if (!answered || !((slot[2] as number) <= STREAM)) finish(slot[3], false);
    }
  }

  function cancel(id: number, code: string, message: string, cause?: unknown): void {
    const error = fault(code, message, cause);
    end(-id, error);
    finish(id, false, error);
  }

  function start(
    target: Target,
    args: readonly unknown[],
    { signal, deadline = defaultDeadline, references: scan }: CallOptions = NO_OPTIONS,
    lasting?: boolean,
  ) {
    const id = ++lastId;
    const slots = scan ? bare<Slot[]>([]) : null;
    const promise = new NativePromise((resolve, reject) => {
      keep('outbound', id, undefined, (ok, value) => {
        if (!ok || !lasting) reclaim(slots, ok);
        if (ok) resolve(value);
        else reject(value ?? fromErrorRecord(value));
      });
    });
    try {
      const values = slots
        ? (rewrite(args, '', (value, _, holder, key) => {
            const slot = lend(value, holder as object | null, key);
            if (!slot) return;
            slots[slots.length] = slot;
            if (slots.length > MAX_REFERENCES) {
              throw fault('LIMIT_EXCEEDED', `${target} takes at most ${MAX_REFERENCES} functions at once`);
            }
            return null;
          }) as unknown[])
        : args;
      if (signal)
        (references as References).bind(signal, promise, (reason) =>
          cancel(id, 'ABORTED', `${target} was cancelled`, reason),
        );
      const call = entries.get(id);
      if (call) {
        call.target = target;
        if (deadline) call.deadline = setAlarm(clock.now() + deadline);
        send(id, target, slots, values);
      }
    } catch (error) {
      finish(id, false, error);
    }
    return { id, promise, slots };
  }

  /** Functions are lent only where they were looked for; a result is a stream or none. */
  function lend(value: unknown, holder: object | null, key: string | 0): Slot | undefined {
    const loan: Loan | undefined =
      typeof value === 'function' && key !== 0
        ? [FUNCTION, value as Loan[1], undefined]
        : references?.encode(value);
    return loan && [holder, key, loan[0], keep('callbacks', ++lastId, loan[1], loan[2])];
  }

  function revive(kind: unknown, handle: number): unknown {
    const remote = ((...args: unknown[]) =>
      start(handle, args, kind ? NO_DEADLINE : undefined).promise) as RemoteCallback;
    remote.notify = (...args) => send(0, handle, null, args);
    remote.release = (reason) => end(handle, reason);
    return kind ? references?.decode(kind, remote) : remote;
  }

  /** @param firstWatch signals in the arguments are watched by calls of our own: those after this one */
  function answer(
    id: number,
    target: Target,
    args: unknown[],
    references: boolean,
    firstWatch: number,
  ): void {
    const call = new Inbound(!id, references);
    const lastWatch = lastId;
    const unwatch = () => {
      for (let watch = firstWatch; watch < lastWatch; ) finish(++watch, true);
    };
    size.inbound++;
    try {
      const result =
        typeof target === 'string'
          ? dispatch(target, args, call)
          : apply(entries.get(target)?.run ?? (id ? gone : ignore), undefined, args);
      if (typeof (result as PromiseLike<unknown> | undefined)?.then === 'function') {
        if (id) keep('inbound', -id, undefined, (ok, reason) => ok || call.abort(reason));
        chain(
          result instanceof NativePromise ? result : new NativePromise((resolve) => resolve(result)),
          (value) => succeed(id, target, value, finish(-id, true), unwatch),
          (error) => {
            unwatch();
            if (finish(-id, true) || !id) fail(id, target, error);
          },
        );
      } else succeed(id, target, result, id, unwatch);
    } catch (error) {
      unwatch();
      finish(-id, true);
      fail(id, target, error);
    }
    size.inbound--;
  }

  function gone(): never {
    throw fault('DISPOSED', 'This callback was released');
  }

  /** What was released while a notification was on its way misses nothing. */
  function ignore(): void {}

  function fail(id: number, target: Target, error: unknown): void {
    if (id) end(id, error, true);
    else onNotifyError?.(error, target);
  }

  /** The signals of a subscription live as long as it does; those of other calls, and the other side's part, end now. */
  function succeed(id: number, target: Target, value: unknown, wanted: unknown, unwatch: () => void): void {
    try {
      const slot = lend(value, null, 0);
      const stays = !slot && typeof (value as Disposable | undefined)?.dispose === 'function';
      if (stays) {
        keep('disposables', -id, undefined, () => {
          unwatch();
          (value as Disposable).dispose();
        });
      } else unwatch();
      if (wanted) send(ANSWER, id, slot ? [slot] : null, [slot ? null : stays ? undefined : value]);
      else finish(slot ? slot[3] : -id, false);
    } catch (error) {
      fail(id, target, error);
    }
  }

  /** Takes an answer or an end. What a call answers with after it was given up goes back. */
  function conclude(batch: unknown[], at: number, args: unknown[], ok: boolean): void {
    const key = batch[at + 1] as number;
    const slots = batch[at + 2] as Slot[] | null;
    // An argument that is not there would be looked for in the prototype.
    const value = args.length > 0 ? args[0] : undefined;
    if (key > lastId) throw key;
    // An error is only made for whoever waits for it.
    if (entries.get(key)) finish(key, ok, ok || !value ? value : fromErrorRecord(value));
    else if (slots) end((slots[0] as Slot)[3]);
  }

  function close(reason: PluginError): void {
    if (closed) return;
    flush();
    closed = reason;
    stopAlarm();
    const keys = bare<number[]>([]);
    entries.forEach((_, key) => {
      keys[keys.length] = key;
    });
    for (let at = keys.length; at--; ) finish(keys[at] as number, false, reason);
  }

  return {
    close,
    call: (method, args, callOptions) => start(method, args, callOptions).promise,
    notify: (method, args) => send(0, method, null, args),
    subscribe(method, args, callOptions) {
      const { id, promise, slots } = start(method, args, callOptions, true);
      return {
        ready: chain(promise, () => undefined),
        dispose() {
          finish(id, true);
          reclaim(slots);
          end(-id);
        },
      };
    },
    receive(message) {
      try {
        const batch = bare(message as unknown[]);
        for (let at = 0; !closed && at < batch.length; at = frameEnd(batch, at)) {
          const op = batch[at];
          const slots = batch[at + 2] as Slot[] | null;
          const firstWatch = lastId;
          onFrame?.(slots ? 1 + slots.length : 1);
          const args = readArgs(batch, at, revive);
          if (op === ANSWER || op === END) conclude(batch, at, args, op === ANSWER);
          else if (typeof op === 'number' && op >= 0 && !entries.get(-op))
            answer(op, batch[at + 1] as Target, args, slots !== null, firstWatch);
          else throw op;
        }
      } catch {
        const error = fault('PROTOCOL_VIOLATION', 'Malformed message');
        close(error);
        onViolation?.(error);
      }
    },
    size: () => size,
  };
}
