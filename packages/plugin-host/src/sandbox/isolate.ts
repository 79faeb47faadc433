import type { PluginError } from '@fluxstudio/plugin-protocol/errors';

/** A place where one plugin runs: the host's end of its port, and the way to end it. */
export interface Isolate {
  readonly port: MessagePort;
  /** Calls back at most once, when the place is lost in a way the engine tells. Most ways it does not: see the heartbeat. */
  onFailed(listener: (error: PluginError) => void): void;
  /** Whether the place is still where it was put; `false` after foreign code removed it from the page. */
  isPresent(): boolean;
  /** Ends it, and everything that runs in it, at once. */
  dispose(): void;
}

/**
 * A kind of isolation. Everything above it (limits, wire, gate) is the same whatever stands here.
 *
 * @throws PluginError `SANDBOX_FAILED` when the place cannot be made or is not confined, `DISPOSED` when `signal` fires first
 */
export type IsolateFactory = (pluginId: string, signal: AbortSignal) => Promise<Isolate>;
