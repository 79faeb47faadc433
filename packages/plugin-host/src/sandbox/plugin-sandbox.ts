import { type Disposable, toDisposable } from '@fluxstudio/plugin-protocol/disposable';
import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import { fromErrorRecord } from '@fluxstudio/plugin-protocol/rpc/error-record';
import {
  type CallOptions,
  createPeer,
  type InboundCall,
  type Peer,
  type PeerSize,
} from '@fluxstudio/plugin-protocol/rpc/peer';
import { WORKER_FAULT } from '@fluxstudio/plugin-protocol/session';
import runtime from '@fluxstudio/plugin-sdk/source/worker/worker-runtime.ts?inline';
import { createSandboxFrame, type SandboxFrame, type SandboxFrameOptions } from './sandbox-frame.ts';

/** Milliseconds a step may take before the plugin counts as hung. */
export interface SandboxDeadlines {
  load: number;
  activate: number;
  call: number;
  deactivate: number;
  /** Between heartbeats, and for the answer to one. */
  heartbeat: number;
}

export const DEFAULT_DEADLINES: SandboxDeadlines = {
  load: 30_000,
  activate: 30_000,
  call: 30_000,
  deactivate: 5_000,
  heartbeat: 10_000,
};

export interface PluginSandboxOptions {
  pluginId: string;
  frame?: SandboxFrameOptions;
  deadlines?: Partial<SandboxDeadlines>;
  /** Answers the plugin's API calls. */
  dispatch?(method: string, args: unknown[], call: InboundCall): unknown;
  /** An error in the plugin that nobody caught. The plugin keeps running. */
  onFault?(error: PluginError): void;
}

/**
 * One plugin's worker in its own opaque-origin frame.
 *
 * @example
 * const sandbox = new PluginSandbox({ pluginId: 'hello', frame: { frameUrl: '/api/plugins/runtime' } });
 * await sandbox.load('export function activate() {}');
 * sandbox.dispose();
 */
export class PluginSandbox implements Disposable {
  readonly pluginId: string;
  readonly deadlines: SandboxDeadlines;
  readonly #options: PluginSandboxOptions;
  readonly #closeListeners = new Set<(reason: PluginError) => void>();
  readonly #starting = new AbortController();
  #frame: SandboxFrame | undefined;
  #peer: Peer | undefined;
  #heartbeat: ReturnType<typeof setTimeout> | undefined;
  #closed: PluginError | undefined;

  constructor(options: PluginSandboxOptions) {
    this.pluginId = options.pluginId;
    this.#options = options;
    this.deadlines = { ...DEFAULT_DEADLINES, ...options.deadlines };
  }

  /** Why the sandbox is closed, or `undefined` while it is not. */
  get closed(): PluginError | undefined {
    return this.#closed;
  }

  /** Calls, callbacks and disposables in flight; all zero once closed. */
  get size(): PeerSize {
    return this.#peer?.size() ?? { outbound: 0, inbound: 0, callbacks: 0, disposables: 0 };
  }

  /**
   * Starts the worker and evaluates the plugin's code in it. A sandbox is loaded once.
   *
   * @throws PluginError `SANDBOX_FAILED`, `LOAD_FAILED`, `DEADLINE_EXCEEDED`; the sandbox is then closed
   */
  async load(code: string): Promise<void> {
    if (this.#peer || this.#starting.signal.aborted)
      throw new PluginError('INVALID_STATE', 'A sandbox is loaded only once');
    try {
      const frame = await createSandboxFrame(runtime, this.#options.frame ?? {}, this.#starting.signal);
      this.#connect(frame);
      await this.call('load', [code, this.pluginId], { deadline: this.deadlines.load });
    } catch (error) {
      const reason = this.#closed ?? asPluginError(error);
      this.dispose(reason);
      throw reason;
    }
    this.#beat();
  }

  /** Calls a method of the worker runtime. Default deadline 30 s. */
  call(method: string, args: readonly unknown[], options: CallOptions = {}): Promise<unknown> {
    if (this.#closed) return Promise.reject(this.#closed);
    if (!this.#peer) return Promise.reject(new PluginError('INVALID_STATE', 'The sandbox is not loaded'));
    return this.#peer.call(method, args, { deadline: this.deadlines.call, ...options });
  }

  /** Sends without waiting for an answer. */
  notify(method: string, args: readonly unknown[]): void {
    this.#peer?.notify(method, args);
  }

  /** Calls back once with the reason when the sandbox closes; at once when it already has. */
  onDidClose(listener: (reason: PluginError) => void): Disposable {
    if (this.#closed) listener(this.#closed);
    else this.#closeListeners.add(listener);
    return toDisposable(() => this.#closeListeners.delete(listener));
  }

  /** Ends the worker at once. Pending calls reject with `reason`. Idempotent. */
  dispose(reason = new PluginError('DISPOSED', `The sandbox of ${this.pluginId} was closed`)): void {
    if (this.#closed) return;
    this.#closed = reason;
    clearTimeout(this.#heartbeat);
    this.#starting.abort();
    this.#frame?.dispose();
    this.#peer?.close(reason);
    for (const listener of this.#closeListeners) listener(reason);
    this.#closeListeners.clear();
  }

  #connect(frame: SandboxFrame): void {
    const { dispatch, onFault } = this.#options;
    const peer = createPeer({
      post: (batch, transfer) => frame.port.postMessage(batch, transfer),
      dispatch(method, args, call) {
        if (method === WORKER_FAULT) return onFault?.(workerError(args[0]));
        if (!dispatch) throw new PluginError('NOT_FOUND', `There is no method ${method}`);
        return dispatch(method, args, call);
      },
      onNotifyError: (error) => onFault?.(asPluginError(error)),
      onViolation: (error) => this.dispose(error),
      deadline: this.deadlines.call,
    });
    this.#frame = frame;
    this.#peer = peer;
    frame.onFailed((error) => this.dispose(error));
    frame.port.onmessage = ({ data }: MessageEvent<unknown>) => peer.receive(data);
    frame.port.onmessageerror = () =>
      this.dispose(new PluginError('PROTOCOL_VIOLATION', 'A message could not be read'));
  }

  /** No engine tells when a worker hangs, closes itself or loses its process: silence is the only sign. */
  #beat(): void {
    const { heartbeat } = this.deadlines;
    this.#heartbeat = setTimeout(async () => {
      try {
        await this.call('ping', [], { deadline: heartbeat });
        if (!this.#closed) this.#beat();
      } catch {
        this.dispose(
          new PluginError(
            'DEADLINE_EXCEEDED',
            `The plugin did not respond for ${heartbeat / 1000} s: it hangs or its worker is gone`,
          ),
        );
      }
    }, heartbeat);
  }
}

function workerError(record: unknown): PluginError {
  const cause = fromErrorRecord(record);
  const error = new PluginError('WORKER_ERROR', cause.message, { cause });
  if (cause.stack !== undefined) error.stack = cause.stack;
  return error;
}

function asPluginError(error: unknown): PluginError {
  return error instanceof PluginError ? error : new PluginError('INTERNAL', String(error), { cause: error });
}
