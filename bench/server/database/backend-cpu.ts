import { existsSync, readFileSync } from 'node:fs';
import type { PgClient } from '../modules.ts';

/** Microseconds of CPU time that PostgreSQL's backends have used, the asking one left out; `undefined` where the system does not tell. */
export async function backendCpu(client: PgClient): Promise<Map<number, number> | undefined> {
  if (!existsSync('/proc/self/schedstat')) return undefined;
  const { rows } = await client.query<{ pid: number }>(
    `SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()`,
  );
  return new Map(rows.map(({ pid }) => [pid, processCpu(pid)]));
}

/** What has been used in between. A backend that began in between counts from its start. */
export function cpuBetween(before: ReadonlyMap<number, number>, after: ReadonlyMap<number, number>): number {
  let sum = 0;
  for (const [pid, microseconds] of after) sum += microseconds - (before.get(pid) ?? 0);
  return sum;
}

function processCpu(pid: number): number {
  try {
    // Nanoseconds on a CPU, nanoseconds waiting for one, slices.
    return Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[0]) / 1000;
  } catch {
    // It has just ended.
    return 0;
  }
}
