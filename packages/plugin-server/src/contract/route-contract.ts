import type * as v from 'valibot';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Which allowance of a user a request is taken from. */
export type RateClass = 'read' | 'write' | 'search' | 'network' | 'stream';

/** An answer that is not JSON. */
export interface OtherContent {
  readonly contentType: string;
  readonly description: string;
}

// biome-ignore lint/suspicious/noExplicitAny: input and output of a schema do not matter where it is only carried
export type AnySchema = v.BaseSchema<any, any, v.BaseIssue<unknown>>;

/**
 * What a route promises: from it come the check of the body, the OpenAPI document and the tests that hold answers against it.
 * Whoever adds a route describes it here.
 */
export interface RouteContract {
  readonly method: Method;
  /** Below the mount: `/:id/settings`. */
  readonly path: string;
  /** `operationId` of the OpenAPI document. */
  readonly operation: string;
  readonly summary: string;
  readonly description?: string;
  readonly parameters?: Readonly<Record<string, Parameter>>;
  /** JSON, or bytes where it says so. Absent: the body is not looked at. */
  readonly body?: AnySchema | OtherContent;
  /** What a fault in a field of the body is called, where it is not `INVALID_ARGUMENT`. */
  readonly codes?: Readonly<Record<string, string>>;
  /** By status. Those of errors need no more than the status: their body is the same everywhere. */
  readonly answers: Readonly<Record<number, AnySchema | OtherContent>>;
  readonly errors: readonly number[];
  /** Default: `read` for GET, `write` for the others. */
  readonly rate?: RateClass;
}

/** A parameter of the query or a header. */
export interface Parameter {
  readonly in: 'query' | 'header';
  readonly description: string;
  readonly schema: AnySchema;
}

export function isOtherContent(content: AnySchema | OtherContent): content is OtherContent {
  return 'contentType' in content;
}

/** Statuses of errors: its own, and those that come of reading a body of JSON. */
export function errorsOf({ body, errors }: RouteContract): number[] {
  return body && !isOtherContent(body) ? [...new Set([...errors, 400, 408, 413, 415, 422])] : [...errors];
}

export function rateOf({ method, rate }: RouteContract): RateClass {
  return rate ?? (method === 'GET' ? 'read' : 'write');
}
