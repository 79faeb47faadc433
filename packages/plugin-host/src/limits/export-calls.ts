import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import type { Clock } from '@fluxstudio/plugin-protocol/rpc/deadlines';
import type { SandboxLimits } from './limits.ts';
import { createTokenBucket, type TokenBucket } from './token-bucket.ts';

/**
 * Counts what one plugin calls of others, for each of them by itself: functions and commands together. A call beyond the rate is
 * the caller's fault, and fails before the other plugin hears of it.
 *
 * @returns takes one call of a plugin; throws PluginError `LIMIT_EXCEEDED`
 */
export function countExportCalls(
  { exportCallsPerSecond, exportCallsBurst }: SandboxLimits,
  clock: Pick<Clock, 'now'>,
): (pluginId: string) => void {
  const rates = new Map<string, TokenBucket>();
  return (pluginId) => {
    const rate = rates.get(pluginId) ?? createTokenBucket(exportCallsPerSecond, exportCallsBurst, clock);
    rates.set(pluginId, rate);
    if (rate.tryTake()) return;
    throw new PluginError(
      'LIMIT_EXCEEDED',
      `${pluginId} was called more than ${exportCallsPerSecond} times a second: call it less often, or with more at once`,
    );
  };
}
