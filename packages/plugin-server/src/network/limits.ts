import { PluginError } from '@fluxstudio/plugin-protocol/errors';

/** Bounds of one request of a plugin, redirects included. */
export interface FetchLimits {
  /** Bytes of the request's body. It is held in memory until it is sent. */
  requestBytes: number;
  /** Bytes of the answer's body, before decoding and after. */
  responseBytes: number;
  /** Bytes of an answer's status line and headers. */
  responseHeadBytes: number;
  /** Redirects that are followed. */
  redirects: number;
  /** Milliseconds from the start of a hop, its name still to be resolved, to the end of its answer's headers. */
  headMs: number;
  /** Milliseconds without a byte of the body while somebody waits for one. */
  idleMs: number;
  /** Milliseconds from the request to the last byte of the answer. */
  totalMs: number;
}

/** Of an answer as large and as slow as the host lets one be: `responseBytes` and `requestDuration` of its limits. */
export const FETCH_LIMITS: FetchLimits = {
  requestBytes: 16 * 1024 * 1024,
  responseBytes: 64 * 1024 * 1024,
  responseHeadBytes: 32 * 1024,
  redirects: 5,
  headMs: 30_000,
  idleMs: 30_000,
  totalMs: 300_000,
};

// Beyond it a timer of Node fires at once.
const MOST = 2 ** 31 - 1;

/**
 * The limits of an operator, and the defaults for those not given.
 *
 * @throws PluginError `INVALID_ARGUMENT` for a limit that would not limit: `undefined`, `NaN`, infinite
 */
export function parseLimits(given: Partial<FetchLimits> = {}): FetchLimits {
  const limits = { ...FETCH_LIMITS, ...given };
  for (const [name, value] of Object.entries(limits)) {
    if (!Number.isInteger(value) || value < 0 || value > MOST)
      throw new PluginError('INVALID_ARGUMENT', `limits.${name} must be an integer from 0 to ${MOST}`);
  }
  return limits;
}

/** Bytes of the line before the body on the wire. */
export const HEAD_LINE_BYTES = 64 * 1024;

/** Characters of a URL, as the contract of `network.fetch` has it. */
export const URL_LENGTH = 10_000;
