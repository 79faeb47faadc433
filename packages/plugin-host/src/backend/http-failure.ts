import { type ErrorCode, PluginError } from '@fluxstudio/plugin-protocol/errors';
import * as v from 'valibot';

/** What a `PluginError` of an error status has in `data`. */
export interface HttpFailure {
  status: number;
  /** The server's own code. */
  code?: string;
  /** Seconds, from `Retry-After`. */
  retryAfter?: number;
  /** What is wrong with which field. */
  issues?: unknown;
}

const errorAnswer = v.looseObject({
  error: v.optional(v.string()),
  message: v.optional(v.string()),
  code: v.optional(v.string()),
  errors: v.optional(v.unknown()),
});

const failure = v.object({
  status: v.number(),
  code: v.optional(v.string()),
  retryAfter: v.optional(v.number()),
  issues: v.optional(v.unknown()),
});

/** Codes of the server that mean the same here. */
const SHARED = [
  'ALREADY_EXISTS',
  'INVALID_SETTINGS',
  'INVALID_STATE',
  'MANIFEST_MISMATCH',
  'PLUGIN_DISABLED',
  'QUOTA_EXCEEDED',
  'VERSION_WITHDRAWN',
] as const satisfies readonly ErrorCode[];

/** The error that an answer with an error status stands for, in the server's words. */
export async function toError(response: Response): Promise<PluginError> {
  const parsed = v.safeParse(errorAnswer, await response.json().catch(() => undefined));
  const { message, error, code, errors } = parsed.success ? parsed.output : {};
  const { status } = response;
  const words = message ?? error ?? `The server answered ${status}`;
  const wait = status === 429 || status === 503 ? retryAfter(response.headers) : undefined;
  const data: HttpFailure = { status, code, issues: errors };
  return wait === undefined
    ? new PluginError(codeOf(status, code), words, { data })
    : new PluginError('UNAVAILABLE', `${words} (again in ${wait} s)`, {
        data: { ...data, retryAfter: wait },
      });
}

/** The failure behind an error, or `undefined` where no answer came. */
export function failureOf(error: unknown): HttpFailure | undefined {
  const parsed = v.safeParse(failure, error instanceof PluginError ? error.data : undefined);
  return parsed.success ? parsed.output : undefined;
}

function codeOf(status: number, code: string | undefined): ErrorCode {
  const shared = SHARED.find((name) => name === code);
  if (shared) return shared;
  // A server with the routes, but without codes: one install is all that can be in the way of another.
  if (status === 409 && code === undefined) return 'ALREADY_EXISTS';
  return status === 404 ? 'NOT_FOUND' : 'HTTP_ERROR';
}

/** Whole seconds: the header has these, or a date. */
function retryAfter(headers: Headers): number | undefined {
  const given = headers.get('Retry-After');
  if (!given) return undefined;
  const seconds = /^\d+$/.test(given) ? Number(given) : (Date.parse(given) - Date.now()) / 1000;
  return Number.isNaN(seconds) ? undefined : Math.max(Math.ceil(seconds), 0);
}
