import { fromErrorRecord, toErrorRecord } from './error-record.ts';
import { chain, NativePromise } from './primordials.ts';
import type { Loan, RemoteCallback } from './types.ts';
import { SIGNAL } from './wire.ts';

/** Calls `abort` with the reason when the signal aborts, at once if it has, until `over` settles. */
export function bindSignal(
  signal: AbortSignal,
  over: Promise<unknown>,
  abort: (reason: unknown) => void,
): void {
  const onAbort = () => abort(signal.reason);
  if (signal.aborted) {
    onAbort();
    return;
  }
  const off = () => signal.removeEventListener('abort', onAbort);
  signal.addEventListener('abort', onAbort);
  chain(over, off, off);
}

/** Lends a signal: its handle answers with the reason when it aborts, with nothing when the loan ends before. */
export function lendSignal(signal: AbortSignal): Loan {
  if (signal.aborted) return [toErrorRecord(signal.reason), () => undefined, undefined];
  let end: (reason?: unknown) => void = () => undefined;
  const aborted = new NativePromise((resolve) => {
    end = resolve;
  });
  bindSignal(signal, aborted, (reason) => end(toErrorRecord(reason)));
  return [SIGNAL, () => aborted, () => end()];
}

/** The other end of {@link lendSignal}. It also aborts when the connection closes. */
export function reviveSignal(kind: unknown, remote: RemoteCallback): AbortSignal {
  const controller = new AbortController();
  const abort = (record: unknown) => {
    if (record) controller.abort(fromErrorRecord(record));
  };
  if (kind === SIGNAL) chain(remote(), abort, (reason) => controller.abort(reason));
  else abort(kind);
  return controller.signal;
}
