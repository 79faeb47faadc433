import type { PgPool } from '../modules.ts';
import type { Setup } from './setup.ts';

/** A pool with the driver's defaults, as ours has. Without the listener, a lost connection ends the process. */
export function createPool({ load, connectionString }: Setup): PgPool {
  const pool = new (load('pg').Pool)({ connectionString });
  pool.on('error', () => {});
  return pool;
}
