import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import type { Clock } from '@fluxstudio/plugin-protocol/rpc/deadlines';
import { createTokenBucket } from './token-bucket.ts';

/** Counts what one plugin puts before the user. @throws PluginError `LIMIT_EXCEEDED`, naming the method */
export type DialogAllowance = (method: string) => void;

export function createDialogAllowance(perMinute: number, clock: Pick<Clock, 'now'>): DialogAllowance {
  const rate = createTokenBucket(perMinute / 60, perMinute, clock);
  return (method) => {
    if (rate.tryTake()) return;
    throw new PluginError('LIMIT_EXCEEDED', `${method}: more than ${perMinute} dialogs in a minute`);
  };
}
