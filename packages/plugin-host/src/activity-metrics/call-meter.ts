/** Seconds that {@link CallMeter.perMinute} looks back. */
const SECONDS = 60;
/** The latest durations: enough for a steady p95, few enough to sort whenever somebody looks. */
const DURATIONS = 512;

/** Counts the calls of one plugin. What a call costs does not depend on how many there were, and memory stays at 2.8 KB. */
export interface CallMeter {
  /**
   * A call has been answered.
   *
   * @param now milliseconds
   * @param duration milliseconds, or `undefined` for one that says nothing of how fast the app is: it waited for the user
   */
  add(now: number, duration: number | undefined, failed: boolean): void;
  /** Since the meter was made. */
  readonly calls: number;
  readonly errors: number;
  /** Calls that were answered in the last minute. */
  perMinute(now: number): number;
  /** Milliseconds that this part of the latest calls took at most, or `undefined` before the first. */
  percentiles(parts: readonly number[]): (number | undefined)[];
}

export function createCallMeter(): CallMeter {
  /** Calls of each second of the last minute, and which second that is. */
  const counts = new Uint32Array(SECONDS);
  const seconds = new Float64Array(SECONDS).fill(-SECONDS);
  const durations = new Float32Array(DURATIONS);
  let timed = 0;
  let calls = 0;
  let errors = 0;

  return {
    add(now, duration, failed) {
      calls++;
      if (failed) errors++;
      if (duration !== undefined) durations[timed++ % DURATIONS] = duration;
      const second = Math.floor(now / 1000);
      const slot = second % SECONDS;
      if (seconds[slot] !== second) {
        seconds[slot] = second;
        counts[slot] = 0;
      }
      counts[slot] = (counts[slot] ?? 0) + 1;
    },
    get calls() {
      return calls;
    },
    get errors() {
      return errors;
    },
    perMinute(now) {
      const oldest = Math.floor(now / 1000) - SECONDS;
      return counts.reduce((sum, count, slot) => ((seconds[slot] ?? 0) > oldest ? sum + count : sum), 0);
    },
    percentiles(parts) {
      const sorted = durations.slice(0, Math.min(timed, DURATIONS)).sort();
      return parts.map((part) => sorted[Math.ceil(part * sorted.length) - 1]);
    },
  };
}
