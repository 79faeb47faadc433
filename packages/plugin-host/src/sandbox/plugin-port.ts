import { errorMessage, PluginError } from '@fluxstudio/plugin-protocol/errors';
import { CREDIT_EVERY, WINDOW } from '@fluxstudio/plugin-protocol/flow-control';
import { type Clock, systemClock } from '@fluxstudio/plugin-protocol/rpc/deadlines';
import type { SandboxLimits } from '../limits/limits.ts';
import { createTokenBucket } from '../limits/token-bucket.ts';
import { measure, measureBatch } from './measure.ts';

export interface PluginPortOptions {
  port: MessagePort;
  limits: SandboxLimits;
  receive(batch: unknown): void;
  /** Tells the plugin's runtime how many messages were handled. */
  credit(messages: number): void;
  /** A hard limit was broken, or the plugin did not stop after it was slowed down. */
  onBreach(error: PluginError): void;
  clock?: Clock;
}

/** The host's end of a plugin's port, behind its limits. */
export interface PluginPort {
  post(batch: unknown[], transfer: Transferable[]): void;
  /** Counts calls of the message that is being received; what is over their rate slows the plugin down after it. */
  countCalls(amount: number): void;
  /** `clock.now()` of the last message. */
  readonly lastHeard: number;
  /** Of all messages. Approximate. */
  readonly bytesReceived: number;
  /** The plugin waits for credit that is withheld: its silence is our doing. */
  readonly throttled: boolean;
  close(): void;
}

/**
 * Receives a plugin's messages within its limits. A plugin over its rate is slowed down by withholding the credit its runtime needs to
 * send on; what waits, waits in the worker, in order. A runtime that sends without credit is not ours and is ended.
 */
export function createPluginPort({
  port,
  limits,
  receive,
  credit,
  onBreach,
  clock = systemClock,
}: PluginPortOptions): PluginPort {
  const messages = createTokenBucket(limits.messagesPerSecond, limits.messagesBurst, clock);
  const calls = createTokenBucket(limits.callsPerSecond, limits.callsBurst, clock);
  const bytes = createTokenBucket(limits.bytesPerSecond, limits.bytesBurst, clock);
  /** Milliseconds until what was taken beyond the rates is paid back. */
  let debt = 0;
  /** Messages handled and not yet credited. */
  let owed = 0;
  /** Calls in the message that is being received. */
  let received = 0;
  let timer: unknown;
  let throttledSince: number | undefined;
  let lastHeard = clock.now();
  let bytesReceived = 0;
  let closed = false;

  function onMessage(data: unknown): void {
    lastHeard = clock.now();
    if (++owed > WINDOW) {
      breach('PROTOCOL_VIOLATION', 'The plugin sends without waiting for credit');
      return;
    }
    const excess = excessOf(data);
    if (excess) {
      breach('LIMIT_EXCEEDED', `The plugin sent ${excess}`);
      return;
    }
    received = 0;
    receive(data);
    if (closed) return;
    debt = Math.max(debt, calls.take(received, lastHeard));
    if (timer !== undefined) return;
    if (debt > 0) throttle();
    else if (owed >= CREDIT_EVERY) {
      throttledSince = undefined;
      payCredit();
    }
  }

  function excessOf(data: unknown): string | undefined {
    if (Array.isArray(data) && data.length > limits.messageElements) {
      return `a batch of more than ${limits.messageElements} elements`;
    }
    const size = measureBatch(data, limits.bytesBurst, limits.messageDepth);
    bytesReceived += size.bytes;
    debt = Math.max(debt, messages.take(1, lastHeard), bytes.take(size.bytes, lastHeard));
    if (size.bytes > limits.bytesBurst) return `a message of more than ${limits.bytesBurst} bytes`;
    if (size.refused) return size.refused;
    if (size.bytes > limits.valueBytes && holdsTooLarge(data)) {
      return `a value of more than ${limits.valueBytes} bytes`;
    }
    if (size.depth > limits.messageDepth) return `a message nested deeper than ${limits.messageDepth} levels`;
    return undefined;
  }

  /** By index: the message may have a method of any name. */
  function holdsTooLarge(message: unknown): boolean {
    if (!Array.isArray(message)) return true;
    for (let index = 0; index < message.length; index++) {
      if (measure(message[index], limits.valueBytes, limits.messageDepth).bytes > limits.valueBytes)
        return true;
    }
    return false;
  }

  function throttle(): void {
    throttledSince ??= clock.now();
    if (clock.now() - throttledSince > limits.throttledFor) {
      breach('LIMIT_EXCEEDED', `The plugin was over its rate for more than ${limits.throttledFor / 1000} s`);
      return;
    }
    // The series ends with messages that make no debt, not with credit.
    const wait = debt;
    debt = 0;
    timer = clock.setTimeout(() => {
      timer = undefined;
      // Messages that came meanwhile may have made new debts.
      if (debt > 0) throttle();
      else payCredit();
    }, wait);
  }

  function payCredit(): void {
    if (owed > 0) credit(owed);
    owed = 0;
  }

  function breach(code: 'LIMIT_EXCEEDED' | 'PROTOCOL_VIOLATION', message: string): void {
    if (!closed) onBreach(new PluginError(code, message));
  }

  port.onmessage = ({ data }: MessageEvent<unknown>) => {
    try {
      onMessage(data);
    } catch (error) {
      breach('PROTOCOL_VIOLATION', `A message of the plugin could not be handled: ${errorMessage(error)}`);
    }
  };
  port.onmessageerror = () => breach('PROTOCOL_VIOLATION', 'A message of the plugin could not be read');
  return {
    post: (batch, transfer) => port.postMessage(batch, transfer),
    countCalls(amount) {
      received += amount;
    },
    get lastHeard() {
      return lastHeard;
    },
    get bytesReceived() {
      return bytesReceived;
    },
    get throttled() {
      return timer !== undefined;
    },
    close() {
      closed = true;
      clock.clearTimeout(timer);
      port.onmessage = null;
      port.close();
    },
  };
}
