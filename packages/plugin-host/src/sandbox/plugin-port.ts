import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import { CREDIT_EVERY } from '@fluxstudio/plugin-protocol/flow-control';
import { type Clock, systemClock } from '@fluxstudio/plugin-protocol/rpc/deadlines';
import type { SandboxLimits } from './limits.ts';
import { measure } from './measure.ts';
import { createTokenBucket } from './token-bucket.ts';

export interface PluginPortOptions {
  port: MessagePort;
  limits: SandboxLimits;
  receive(batch: unknown): void;
  /** A hard limit was broken, or the plugin did not stop after it was slowed down. */
  onBreach(error: PluginError): void;
  clock?: Clock;
}

/** The host's end of a plugin's port, behind its limits. */
export interface PluginPort {
  post(batch: unknown[], transfer: Transferable[]): void;
  /** Counts calls against their rate; what is over it slows the plugin down from the next message on. */
  countCalls(amount: number): void;
  /** `clock.now()` of the last message. */
  readonly lastHeard: number;
  /** Nothing is delivered while the port is parked; the plugin is not to blame for its silence. */
  readonly parked: boolean;
  close(): void;
}

/**
 * Receives a plugin's messages within its limits. A plugin over its rate has its port parked: transferring the port into a
 * channel nobody reads stops delivery, in every engine, and keeps the order of what waits.
 */
export function createPluginPort(options: PluginPortOptions): PluginPort {
  const { limits, receive, onBreach, clock = systemClock } = options;
  const calls = createTokenBucket(limits.callsPerSecond, limits.callsBurst, clock);
  const bytes = createTokenBucket(limits.bytesPerSecond, limits.bytesBurst, clock);
  let port = options.port;
  let parking: { channel: MessageChannel; waiting: unknown[][] } | undefined;
  let timer: unknown;
  let throttledSince: number | undefined;
  let debt = 0;
  let unacknowledged = 0;
  let lastHeard = clock.now();
  let closed = false;

  function attach(): void {
    port.onmessage = ({ data }: MessageEvent<unknown>) => onMessage(data);
    port.onmessageerror = () => breach('PROTOCOL_VIOLATION', 'A message of the plugin could not be read');
  }

  function onMessage(data: unknown): void {
    lastHeard = clock.now();
    const excess = excessOf(data);
    if (excess) {
      breach('LIMIT_EXCEEDED', `The plugin sent ${excess}`);
      return;
    }
    receive(data);
    if (closed) return;
    acknowledge();
    throttle();
  }

  function excessOf(data: unknown): string | undefined {
    if (Array.isArray(data) && data.length > limits.messageElements) {
      return `a batch of more than ${limits.messageElements} elements`;
    }
    const size = measure(data, limits.messageBytes, limits.messageDepth);
    debt = Math.max(debt, bytes.take(size.bytes));
    if (size.bytes > limits.messageBytes) return `a message of more than ${limits.messageBytes} bytes`;
    if (size.depth > limits.messageDepth) return `a message nested deeper than ${limits.messageDepth} levels`;
    return undefined;
  }

  /** The runtime may be this many messages ahead of us; an honest one stops there by itself. */
  function acknowledge(): void {
    if (++unacknowledged < CREDIT_EVERY) return;
    port.postMessage(unacknowledged);
    unacknowledged = 0;
  }

  function throttle(): void {
    if (debt === 0) {
      throttledSince = undefined;
      return;
    }
    const now = clock.now();
    throttledSince ??= now;
    if (now - throttledSince > limits.throttledFor) {
      breach('LIMIT_EXCEEDED', `The plugin was over its rate for more than ${limits.throttledFor / 1000} s`);
      return;
    }
    park(Math.min(debt, 1_000));
    debt = 0;
  }

  function park(milliseconds: number): void {
    const channel = new MessageChannel();
    channel.port1.postMessage(null, [port]);
    parking = { channel, waiting: [] };
    timer = clock.setTimeout(unpark, milliseconds);
  }

  function unpark(): void {
    const { channel, waiting } = parking ?? {};
    if (!channel || !waiting) return;
    channel.port2.onmessage = ({ ports }) => {
      const [returned] = ports;
      channel.port2.close();
      if (!returned) return;
      port = returned;
      parking = undefined;
      if (closed) {
        port.close();
        return;
      }
      for (const batch of waiting) port.postMessage(batch);
      attach();
    };
  }

  function breach(code: 'LIMIT_EXCEEDED' | 'PROTOCOL_VIOLATION', message: string): void {
    if (!closed) onBreach(new PluginError(code, message));
  }

  attach();
  return {
    post(batch, transfer) {
      // A clone, so that a value that cannot be sent fails now, and one that changes later is sent as it was.
      if (parking) parking.waiting.push(structuredClone(batch, { transfer }));
      else port.postMessage(batch, transfer);
    },
    countCalls(amount) {
      debt = Math.max(debt, calls.take(amount));
    },
    get lastHeard() {
      return lastHeard;
    },
    get parked() {
      return parking !== undefined;
    },
    close() {
      closed = true;
      clock.clearTimeout(timer);
      port.onmessage = null;
      port.close();
      parking?.channel.port1.close();
      parking?.channel.port2.close();
    },
  };
}
