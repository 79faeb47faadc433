import type { Disposable } from '@fluxstudio/plugin-protocol/disposable';
import type { Clock } from '@fluxstudio/plugin-protocol/rpc/deadlines';

export interface HeartbeatOptions {
  /** Milliseconds between looks, and for the answer to a ping. */
  interval: number;
  clock: Clock;
  /** When the plugin was last heard, or now while it is not allowed to speak. */
  lastHeard(): number;
  /** Resolves when the plugin answers, rejects when it does not in time. */
  ping(deadline: number): Promise<unknown>;
  onSilent(): void;
}

/**
 * Finds plugins that hang or are gone: no engine tells when a worker loops, closes itself or loses its process. A plugin that
 * speaks is not asked. A missed answer is asked for once more, because after a pause of the whole page (a lid closed, a tab
 * frozen) the timer fires before the answers that wait are delivered.
 */
export function startHeartbeat({ interval, clock, lastHeard, ping, onSilent }: HeartbeatOptions): Disposable {
  let timer = clock.setTimeout(look, interval);
  let stopped = false;

  async function look(): Promise<void> {
    if (stopped) return;
    const quiet = clock.now() - lastHeard();
    if (quiet < interval) {
      timer = clock.setTimeout(look, interval - quiet);
      return;
    }
    const alive = (await answers()) || (await answers());
    if (stopped) return;
    if (alive) timer = clock.setTimeout(look, interval);
    else onSilent();
  }

  async function answers(): Promise<boolean> {
    const asked = clock.now();
    try {
      await ping(interval / 2);
      return true;
    } catch {
      return lastHeard() >= asked;
    }
  }

  return {
    dispose() {
      stopped = true;
      clock.clearTimeout(timer);
    },
  };
}
