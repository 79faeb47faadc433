import { BATCH_ELEMENTS } from '@fluxstudio/plugin-protocol/flow-control';

/**
 * What one plugin may take of the page it lives in. The defaults let an honest plugin never notice them and keep a hostile one
 * from taking more than a fraction of the host's main thread. Below a limit nothing happens; above a rate the plugin is slowed
 * down (it gets no credit to send on; order is kept); one that does not stop, or breaks a hard limit, is ended with `LIMIT_EXCEEDED`.
 */
export interface SandboxLimits {
  /**
   * Approximate bytes of one argument or result. A 50 MB file fits; a memory bomb does not reach the app's services. A message is
   * what a plugin sends in one turn, a hundred files perhaps: it is bounded by `bytesBurst`.
   */
  valueBytes: number;
  /** Nesting of values in one message. Deeper ones overflow the stack of whatever walks them next, JSON included. */
  messageDepth: number;
  /**
   * Elements of one batch. The runtime ends its batches with the call that goes beyond {@link BATCH_ELEMENTS}; only a forged one,
   * or one call of thousands of arguments, is longer, and handling it in one go would block the page.
   */
  messageElements: number;
  /** Calls the host may be answering at once, with the streams and signals it holds for them. More are refused, so that a plugin that never waits cannot fill the app's memory. */
  callsInFlight: number;
  /** Messages per second, sustained: each is a task of the page. The runtime batches, so an honest plugin sends few. */
  messagesPerSecond: number;
  /** Messages above the sustained rate that are let through at once. */
  messagesBurst: number;
  /**
   * Calls, answers and whatever else is a frame of the wire, per second, sustained: about a tenth of what the host can check in that
   * time. A call that is refused counts ten times.
   */
  callsPerSecond: number;
  /** Calls above the sustained rate that are let through at once: start-up, bulk work. */
  callsBurst: number;
  /** Bytes per second, sustained: copying more would cost the page its frames. */
  bytesPerSecond: number;
  /** Bytes above the sustained rate that are let through at once. */
  bytesBurst: number;
  /** Commands, listeners and other registrations held at once. */
  registrations: number;
  /** Deliveries of its own events, and of changes of its storage, to listeners, per second: one may have many listeners. */
  deliveriesPerSecond: number;
  /**
   * Calls of what one other plugin exports, functions and commands, per second, sustained. The plugin that is called answers for each,
   * and for the calls it makes itself: no caller may drive it over a limit of its own. Up to 99 calls behind each fit.
   */
  exportCallsPerSecond: number;
  /** Such calls above the sustained rate that are let through at once. Up to 49 calls behind each fit. */
  exportCallsBurst: number;
  /** Calls of `storage.sync` under way at once: each is a request to the server. */
  syncCallsInFlight: number;
  /** Changes by `storage.sync` per second, sustained: each is a transaction of the server. */
  syncWritesPerSecond: number;
  /** Changes by `storage.sync` above the sustained rate that are let through at once. */
  syncWritesBurst: number;
  /** Writes of its own settings that go to the server in a second. What is asked for faster waits, and goes out together. */
  settingsWritesPerSecond: number;
  /** Toasts per minute. A person reads fewer. */
  notificationsPerMinute: number;
  /** Dialogs, picks, input boxes and progresses begun, and panels brought into view, per minute. A person answers fewer. */
  dialogsPerMinute: number;
  /** Log lines per second; what is more is dropped and counted. */
  logLinesPerSecond: number;
  /** HTTP requests under way at once, bodies that are still read included. A browser opens six to a host; the rest would only wait. */
  requestsInFlight: number;
  /** Bytes of one answer to an HTTP request. A 50 MB file fits; the line, and what it costs, is the user's. */
  responseBytes: number;
  /**
   * Milliseconds from an HTTP request to the last byte of its answer. The largest one fits over a slow line; a body that nobody reads
   * does not hold its connection for ever.
   */
  requestDuration: number;
  /** Milliseconds a plugin may be slowed down without a pause before it is ended. */
  throttledFor: number;
}

export const DEFAULT_LIMITS: SandboxLimits = {
  valueBytes: 64 * 1024 * 1024,
  messageDepth: 100,
  messageElements: 2 * BATCH_ELEMENTS,
  callsInFlight: 10_000,
  messagesPerSecond: 10_000,
  messagesBurst: 50_000,
  callsPerSecond: 20_000,
  callsBurst: 50_000,
  bytesPerSecond: 64 * 1024 * 1024,
  bytesBurst: 512 * 1024 * 1024,
  registrations: 1_000,
  deliveriesPerSecond: 20_000,
  exportCallsPerSecond: 200,
  exportCallsBurst: 1_000,
  syncCallsInFlight: 16,
  syncWritesPerSecond: 10,
  syncWritesBurst: 50,
  settingsWritesPerSecond: 10,
  notificationsPerMinute: 60,
  dialogsPerMinute: 30,
  logLinesPerSecond: 200,
  requestsInFlight: 32,
  responseBytes: 64 * 1024 * 1024,
  requestDuration: 300_000,
  throttledFor: 10_000,
};
