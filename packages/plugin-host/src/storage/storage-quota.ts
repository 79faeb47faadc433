import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import { measure } from '../sandbox/measure.ts';
import { quotaExceeded } from './storage-errors.ts';

/** How much one plugin may keep on this device for one user. */
export interface StorageQuota {
  /** Of all keys and values, as {@link sizeOf} measures them. */
  readonly bytes: number;
  readonly keys: number;
  /** Of one key and its value. */
  readonly valueBytes: number;
}

export const DEFAULT_STORAGE_QUOTA: StorageQuota = {
  bytes: 10 * 1024 * 1024,
  keys: 10_000,
  valueBytes: 5 * 1024 * 1024,
};

/** What is used of a quota. */
export interface Totals {
  bytes: number;
  keys: number;
}

/** As the wire allows it. */
const DEPTH = 100;

/**
 * Approximate bytes of a key and its value: what every value costs at least, and the length of text and buffers. Stops counting
 * somewhere above `maxBytes`.
 */
export function sizeOf(key: string, value: unknown, maxBytes: number): number {
  return key.length + measure(value, maxBytes, DEPTH).bytes;
}

/**
 * Counts a value into the totals. One that takes no more room than the one it replaces always fits, so that a plugin over its
 * quota can get below it.
 *
 * @param before size of the value that is replaced, `undefined` for none
 * @returns its size
 * @throws PluginError `QUOTA_EXCEEDED`, or `DATA_CLONE` for what cannot be stored; the totals are as before
 */
export function admit(
  totals: Totals,
  quota: StorageQuota,
  key: string,
  value: unknown,
  before: number | undefined,
): number {
  const { bytes: used, keys } = totals;
  const { bytes, depth, refused } = measure(value, quota.valueBytes, DEPTH);
  const size = key.length + bytes;
  const name = key.length > 100 ? `${key.slice(0, 100)}…` : key;
  const why = refused ?? (depth > DEPTH ? `nested deeper than ${DEPTH} levels` : undefined);
  if (why) throw new PluginError('DATA_CLONE', `The value of “${name}” cannot be stored: it is ${why}`);
  if (size > quota.valueBytes) {
    throw quotaExceeded(
      `The value of “${name}” has more than ${quota.valueBytes} bytes: split it over several keys`,
      { used, needed: size, quota: quota.valueBytes, of: 'value' },
    );
  }
  if (before === undefined && keys >= quota.keys) {
    throw quotaExceeded(
      `There is no room for the key “${name}”: all ${quota.keys} keys are used. Delete some first`,
      {
        used: keys,
        needed: keys + 1,
        quota: quota.keys,
        of: 'keys',
      },
    );
  }
  const needed = used - (before ?? 0) + size;
  if (needed > quota.bytes && size > (before ?? 0)) {
    throw quotaExceeded(
      `There is no room for the value of “${name}”: ${used} of ${quota.bytes} bytes are used and it would be ${needed}. Delete some first`,
      { used, needed, quota: quota.bytes, of: 'bytes' },
    );
  }
  totals.bytes = needed;
  if (before === undefined) totals.keys++;
  return size;
}
