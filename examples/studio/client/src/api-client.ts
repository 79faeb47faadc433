import * as v from 'valibot';
import type { AuthorisedFetch } from './session/authorised-fetch.ts';

interface ApiErrorOptions extends ErrorOptions {
  readonly reason?: string | undefined;
}

/** Where the server is, and what it said no to. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  /** 0 when there was no answer. */
  readonly status: number;
  /** The server's word for the reason, such as `FULL`, where it gives one. */
  readonly reason: string | undefined;

  constructor(status: number, message: string, options: ApiErrorOptions = {}) {
    super(message, options);
    this.status = status;
    this.reason = options.reason;
  }
}

/** An answer with a status of success. Rejects with an {@link ApiError} whose message can be shown. */
export async function request(fetch: AuthorisedFetch, url: string, init?: RequestInit): Promise<Response> {
  const response = await fetch(url, init).catch((cause) => {
    throw new ApiError(0, 'The server could not be reached.', { cause });
  });
  if (response.ok) return response;
  const body: unknown = await response.json().catch(() => undefined);
  const failure = v.safeParse(v.object({ message: v.string(), code: v.optional(v.string()) }), body);
  if (!failure.success)
    throw new ApiError(response.status, `The server answered ${response.status} with something unexpected.`);
  const { message, code } = failure.output;
  throw new ApiError(response.status, message, { reason: code });
}

/** Like {@link request}, for JSON that has to fit a schema. */
export async function requestJson<S extends v.GenericSchema>(
  fetch: AuthorisedFetch,
  schema: S,
  url: string,
  init?: RequestInit,
): Promise<v.InferOutput<S>> {
  const response = await request(fetch, url, init);
  const body: unknown = await response.json().catch(() => undefined);
  const result = v.safeParse(schema, body);
  if (result.success) return result.output;
  throw new ApiError(response.status, `The server answered ${response.status} with something unexpected.`);
}

/** A body of JSON. */
export function jsonBody(body: unknown, headers: Readonly<Record<string, string>> = {}): RequestInit {
  return { headers: { 'Content-Type': 'application/json', ...headers }, body: JSON.stringify(body) };
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
