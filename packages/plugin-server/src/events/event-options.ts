/**
 * How `GET /events` behaves.
 *
 * @example
 * // Behind PgBouncer in transaction mode, which does not pass notifications on, and a proxy that cuts what is quiet for 15 s.
 * createPluginServer({ db, authenticate, events: { listen: false, heartbeatMs: 10_000 } });
 */
export interface EventOptions {
  /**
   * Hears of the changes of other processes by `LISTEN`, which takes one connection of the pool while a stream is open. Default: `true`;
   * without it the table is looked at every `pollMs`.
   */
  listen?: boolean;
  /** Milliseconds between two looks at the table while nothing else tells of changes. Default 2,000. */
  pollMs?: number;
  /** Milliseconds between two signs of life in a stream. Default 20,000; the host takes 65,000 without one for a lost connection. */
  heartbeatMs?: number;
  /** Milliseconds after which a stream ends, so that its user is authenticated again. Default 600,000. */
  streamMs?: number;
  /** Open streams of one user in this process. Default 10. */
  streamsPerUser?: number;
  /** Open streams of this process. Default 5,000. */
  streams?: number;
}

export const DEFAULT_EVENT_OPTIONS: Required<EventOptions> = {
  listen: true,
  pollMs: 2_000,
  heartbeatMs: 20_000,
  streamMs: 600_000,
  streamsPerUser: 10,
  streams: 5_000,
};

/** What is in the way of timers that all fire together: a time around the given one. */
export function jittered(milliseconds: number): number {
  return milliseconds * (0.75 + Math.random() / 2);
}
