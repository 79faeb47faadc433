import { measure } from '../sandbox/measure.ts';

/** A delivery of so many bytes more counts twice. */
const BYTES_OF_ONE = 2048;
const MAX_BYTES = 100_000_000;
const MAX_DEPTH = 100;

/** How much of `deliveriesPerSecond` it takes to give a value to one listener: each gets a copy. */
export function deliveryWeight(value: unknown): number {
  return 1 + measure(value, MAX_BYTES, MAX_DEPTH).bytes / BYTES_OF_ONE;
}
