import * as v from 'valibot';
import type { AuthorisedFetch } from './session/authorised-fetch.ts';

/** Where the server is, and what it said no to. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  /** 0 when there was no answer. */
  readonly status: number;

  constructor(status: number, message: string, options?: ErrorOptions) {
    super(message, options);
    this.status = status;
  }
}

/** An answer with a status of success. Rejects with an {@link ApiError} whose message can be shown. */
export async function request(fetch: AuthorisedFetch, url: string, init?: RequestInit): Promise<Response> {
  const response = await fetch(url, init).catch((cause) => {
    throw new ApiError(0, 'The server could not be reached.', { cause });
  });
  if (response.ok) return response;
  const body: unknown = await response.json().catch(() => undefined);
  const failure = v.safeParse(v.object({ message: v.string() }), body);
  const unknown = `The server answered ${response.status} with something unexpected.`;
  throw new ApiError(response.status, failure.success ? failure.output.message : unknown);
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
