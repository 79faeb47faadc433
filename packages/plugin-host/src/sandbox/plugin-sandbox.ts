import { type Disposable, toDisposable } from '@fluxstudio/plugin-protocol/disposable';
import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import { CREDIT } from '@fluxstudio/plugin-protocol/flow-control';
import { type Clock, systemClock } from '@fluxstudio/plugin-protocol/rpc/deadlines';
import { fromErrorRecord } from '@fluxstudio/plugin-protocol/rpc/error-record';
import {
  type CallOptions,
  createPeer,
  type InboundCall,
  type Peer,
  type PeerSize,
} from '@fluxstudio/plugin-protocol/rpc/peer';
import { streamReferences } from '@fluxstudio/plugin-protocol/rpc/references';
import { transferring } from '@fluxstudio/plugin-protocol/rpc/transfer';
import { WORKER_FAULT } from '@fluxstudio/plugin-protocol/session';
import { callListeners } from '../call-listeners.ts';
import { DEFAULT_LIMITS, type SandboxLimits } from '../limits/limits.ts';
import { DEFAULT_DEADLINES, type SandboxDeadlines } from './deadlines.ts';
import { startHeartbeat } from './heartbeat.ts';
import type { Isolate, IsolateFactory } from './isolate.ts';
import { createPluginPort, type PluginPort } from './plugin-port.ts';

export interface PluginSandboxOptions {
  pluginId: string;
  /** Where the plugin runs. */
  isolate: IsolateFactory;
  deadlines?: Partial<SandboxDeadlines>;
  limits?: Partial<SandboxLimits>;
  /** While it is true the plugin's time does not run out: it waits for the user. */
  isPatient?(): boolean;
  /** Default: the platform's. */
  clock?: Clock;
  /** Answers the plugin's API calls. */
  dispatch?(method: string, args: unknown[], call: InboundCall): unknown;
  /** An error in the plugin that nobody caught. The plugin keeps running. */
  onFault?(error: PluginError): void;
}

/** What a refused call counts as, beside itself: an error costs about ten times what an answer does. */
const FAILURE = 9;

const EMPTY: PeerSize = { outbound: 0, inbound: 0, callbacks: 0, disposables: 0 };

/**
 * One plugin in one isolate, used once: load, call, dispose.
 *
 * @example
 * const source = createIsolateSource({ frameUrl: '/api/plugins/runtime' });
 * const sandbox = new PluginSandbox({ pluginId: 'hello', isolate: source.take });
 * await sandbox.load('export function activate() {}');
 * sandbox.dispose();
 */
export class PluginSandbox implements Disposable {
  readonly pluginId: string;
  readonly deadlines: SandboxDeadlines;
  readonly limits: SandboxLimits;
  readonly #options: PluginSandboxOptions;
  readonly #clock: Clock;
  readonly #closeListeners = new Set<(reason: PluginError) => void>();
  readonly #starting = new AbortController();
  #isolate: Isolate | undefined;
  #port: PluginPort | undefined;
  #peer: Peer | undefined;
  #heartbeat: Disposable | undefined;
  #heartbeatLag: number | undefined;
  #closed: PluginError | undefined;
  #used = false;

  constructor(options: PluginSandboxOptions) {
    this.pluginId = options.pluginId;
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    this.deadlines = { ...DEFAULT_DEADLINES, ...options.deadlines };
    this.limits = { ...DEFAULT_LIMITS, ...options.limits };
  }

  /** Why the sandbox is closed, or `undefined` while it is not. */
  get closed(): PluginError | undefined {
    return this.#closed;
  }

  /** Calls, callbacks and disposables in flight; all zero once closed. */
  get size(): Readonly<PeerSize> {
    return this.#peer?.size() ?? EMPTY;
  }

  /** Whether a call is under way, in either direction. */
  get isBusy(): boolean {
    return this.size.outbound > 0 || this.size.inbound > 0;
  }

  /** Of what the plugin has sent so far. Approximate. */
  get bytesReceived(): number {
    return this.#port?.bytesReceived ?? 0;
  }

  /** Milliseconds until the latest answer to the heartbeat, which is asked for in silence only; `undefined` before the first. */
  get heartbeatLag(): number | undefined {
    return this.#heartbeatLag;
  }

  /**
   * Starts the worker and evaluates the plugin's code in it. A sandbox is loaded once.
   *
   * @throws PluginError `SANDBOX_FAILED`, `LOAD_FAILED`, `DEADLINE_EXCEEDED`; the sandbox is then closed
   */
  async load(code: string): Promise<void> {
    if (this.#used) throw new PluginError('INVALID_STATE', 'A sandbox is loaded only once');
    this.#used = true;
    try {
      const isolate = await this.#options.isolate(this.pluginId, this.#starting.signal);
      if (this.#closed) isolate.dispose();
      else this.#connect(isolate);
      await this.call('load', [code, this.pluginId], { deadline: this.deadlines.load });
    } catch (error) {
      const reason = this.#closed ?? asPluginError(error);
      this.dispose(reason);
      throw reason;
    }
    this.#heartbeat = startHeartbeat({
      interval: this.deadlines.heartbeat,
      clock: this.#clock,
      lastHeard: () => (this.#port?.throttled ? this.#clock.now() : (this.#port?.lastHeard ?? 0)),
      ping: async (deadline) => {
        const asked = this.#clock.now();
        await this.call('ping', [], { deadline });
        this.#heartbeatLag = this.#clock.now() - asked;
      },
      onSilent: () => this.dispose(this.#silence()),
    });
  }

  /** Calls a method of the worker runtime. Default deadline 30 s. */
  call(method: string, args: readonly unknown[], options: CallOptions = {}): Promise<unknown> {
    if (this.#closed) return Promise.reject(this.#closed);
    if (!this.#peer) return Promise.reject(new PluginError('INVALID_STATE', 'The sandbox is not loaded'));
    if (this.#peer.size().outbound > this.limits.callsInFlight) {
      return Promise.reject(
        new PluginError('LIMIT_EXCEEDED', `${this.pluginId} does not answer as fast as it is called`),
      );
    }
    return this.#peer.call(method, args, { deadline: this.deadlines.call, ...options });
  }

  /** Sends without waiting for an answer. */
  notify(method: string, args: readonly unknown[]): void {
    this.#peer?.notify(method, args);
  }

  /** Asks for a sign of life now. Closes the sandbox with `UNRESPONSIVE` when none comes within `deadline` milliseconds. */
  async probe(deadline: number): Promise<boolean> {
    if (this.#closed) return false;
    if (this.#port?.throttled) return true;
    try {
      await this.call('ping', [], { deadline });
      return true;
    } catch {
      this.dispose(this.#silence());
      return false;
    }
  }

  /** Calls back exactly once with the reason when the sandbox closes, whatever closed it; at once when it already has. */
  onDidClose(listener: (reason: PluginError) => void): Disposable {
    if (this.#closed) {
      listener(this.#closed);
      return toDisposable(() => undefined);
    }
    this.#closeListeners.add(listener);
    return toDisposable(() => this.#closeListeners.delete(listener));
  }

  /** Ends the worker at once. Pending calls reject with `reason`. Idempotent. */
  dispose(reason = new PluginError('DISPOSED', `The sandbox of ${this.pluginId} was closed`)): void {
    if (this.#closed) return;
    this.#closed = reason;
    this.#used = true;
    this.#starting.abort();
    this.#heartbeat?.dispose();
    this.#isolate?.dispose();
    this.#peer?.close(reason);
    this.#port?.close();
    const listeners = [...this.#closeListeners];
    this.#closeListeners.clear();
    callListeners(listeners, reason);
  }

  #connect(isolate: Isolate): void {
    const { dispatch, onFault, isPatient } = this.#options;
    const port = createPluginPort({
      port: isolate.port,
      limits: this.limits,
      receive: (batch) => peer.receive(batch),
      credit: (messages) => peer.notify(CREDIT, [messages]),
      onBreach: (error) => this.dispose(error),
      clock: this.#clock,
    });
    const peer = createPeer({
      post: transferring(port.post),
      references: streamReferences(),
      onFrame: port.countCalls,
      dispatch: (method, args, call) => {
        if (method === WORKER_FAULT) return onFault?.(workerError(args[0]));
        try {
          if (!dispatch) throw new PluginError('NOT_FOUND', `There is no method ${method}`);
          if (load() > this.limits.callsInFlight) throw this.#excess(method);
          const result = dispatch(method, args, call);
          if (result instanceof Promise) {
            running++;
            const done = () => void running--;
            result.then(done, done);
          }
          return result;
        } catch (error) {
          port.countCalls(FAILURE);
          throw error;
        }
      },
      onNotifyError: (error) => onFault?.(asPluginError(error)),
      onViolation: (error) => this.dispose(error),
      mapStack: withoutAppSources,
      deadline: this.deadlines.call,
      // A person may take their time, a worker that hangs behind their back may not.
      isPatient: (method) => method !== 'ping' && isPatient?.() === true,
      clock: this.#clock,
    });
    const size = peer.size();
    // Handlers that still run, whether or not their call was given up, and what the plugin makes us hold.
    let running = 0;
    const load = () => running + size.outbound + size.callbacks;
    this.#isolate = isolate;
    this.#port = port;
    this.#peer = peer;
    isolate.onFailed((error) => this.dispose(error));
  }

  #excess(method: string): PluginError {
    const { callsInFlight } = this.limits;
    return new PluginError(
      'LIMIT_EXCEEDED',
      `${method}: ${callsInFlight} calls are already waiting for an answer`,
    );
  }

  #silence(): PluginError {
    const gone = this.#isolate?.isPresent() === false;
    return new PluginError(
      'UNRESPONSIVE',
      gone
        ? 'The plugin’s frame was removed from the page'
        : `The plugin did not respond for ${this.deadlines.heartbeat / 1000} s: it hangs, or its worker is gone`,
    );
  }
}

/** Any URL but a plugin's own source: a stack that leaves the page must not tell a plugin where the app lives. */
const APP_SOURCE = /(?:^|[^\w+.-])(?!plugin:)[a-z][\w+.-]*:\/\//i;

function withoutAppSources(stack: string): string {
  return stack
    .split('\n')
    .filter((line) => !APP_SOURCE.test(line))
    .join('\n');
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
