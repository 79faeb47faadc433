import type { LIMITS } from '../../src/limits.ts';

/** The limits with shorter waits, for `vi.mock`: what takes a user seconds must not take a test as long. */
export function withShortWaits(limits: typeof LIMITS): Record<keyof typeof LIMITS, number> {
  return {
    ...limits,
    bodyMs: 300,
    connectMs: 600,
    lockMs: 500,
    statementMs: 1_000,
    queryMs: 1_200,
    pingMs: 300,
    retryMs: 900,
    shutdownMs: 5_000,
  };
}
