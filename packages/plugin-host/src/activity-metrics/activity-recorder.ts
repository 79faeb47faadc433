import type { Clock } from '@fluxstudio/plugin-protocol/rpc/deadlines';
import { type CallMeter, createCallMeter } from './call-meter.ts';

/** What one plugin has done since the page was opened, however often it was started. */
export interface PluginActivity {
  /** Calls of the plugin API, refused ones included. */
  readonly calls: number;
  readonly callsLastMinute: number;
  /** Calls that failed. */
  readonly errors: number;
  /** Milliseconds from a call to its answer in the page: the half of the latest 512 that was faster, and 95 of 100. `undefined` before the first. */
  readonly p50: number | undefined;
  readonly p95: number | undefined;
  /** Approximate bytes of what it sent. */
  readonly bytesReceived: number;
  /** Milliseconds its worker took for the latest sign of life, which only a silent one is asked for. `undefined` before that. */
  readonly heartbeatLag: number | undefined;
  /** How often it ended by itself: a hang, a limit, a worker that is gone. */
  readonly crashes: number;
}

/** What is asked of a sandbox when somebody looks. */
export interface MeteredSandbox {
  readonly bytesReceived: number;
  readonly heartbeatLag: number | undefined;
}

/** Where the runs of one plugin are recorded. */
export interface ActivityRecorder {
  readonly meter: CallMeter;
  /** A run begins: what its sandbox counts is added to what earlier ones have. */
  begin(sandbox: MeteredSandbox): void;
  /** It is over; `crashed`: by itself. */
  end(crashed: boolean): void;
  read(): PluginActivity;
}

export function createActivityRecorder(clock: Pick<Clock, 'now'>): ActivityRecorder {
  const meter = createCallMeter();
  let sandbox: MeteredSandbox | undefined;
  let earlierBytes = 0;
  let crashes = 0;
  return {
    meter,
    begin(next) {
      sandbox = next;
    },
    end(crashed) {
      earlierBytes += sandbox?.bytesReceived ?? 0;
      sandbox = undefined;
      if (crashed) crashes++;
    },
    read() {
      const [p50, p95] = meter.percentiles([0.5, 0.95]);
      return {
        calls: meter.calls,
        callsLastMinute: meter.perMinute(clock.now()),
        errors: meter.errors,
        p50,
        p95,
        bytesReceived: earlierBytes + (sandbox?.bytesReceived ?? 0),
        heartbeatLag: sandbox?.heartbeatLag,
        crashes,
      };
    },
  };
}
