import { PluginError, type PluginErrorOptions } from '@fluxstudio/plugin-protocol/errors';
import type { Issue } from '@fluxstudio/plugin-protocol/issues';

export interface HttpErrorOptions extends PluginErrorOptions {
  issues?: readonly Issue[];
  headers?: Readonly<Record<string, string>>;
  /** Longer text beside `error`, as the 401 body of the contract has it. */
  detail?: string;
}

/** An error that is an answer: what was wrong with the request. Its message is sent to the caller. */
export class HttpError extends PluginError {
  readonly status: number;
  readonly issues: readonly Issue[];
  readonly headers: Readonly<Record<string, string>>;
  readonly detail: string | undefined;

  constructor(status: number, code: string, message: string, options: HttpErrorOptions = {}) {
    super(code, message, options);
    this.name = 'HttpError';
    this.status = status;
    this.issues = options.issues ?? [];
    this.headers = options.headers ?? {};
    this.detail = options.detail;
  }
}

/** 400 that names its fields. The first message is the `error` of the body. */
export function badRequest(code: string, issues: readonly Issue[]): HttpError {
  return new HttpError(400, code, issues[0]?.message ?? 'The request is not valid', { issues });
}

/** 400 for one field. */
export function badField(code: string, field: string, message: string): HttpError {
  return badRequest(code, [{ field, message: `${field} ${message}`, code: 'invalid' }]);
}

/** 422: JSON that parses, but that no store may keep. */
export function unprocessable(field: string, message: string): HttpError {
  const text = `${field || 'The body'} ${message}`;
  return new HttpError(422, 'UNPROCESSABLE', text, {
    issues: [{ field, message: text, code: 'unprocessable' }],
  });
}

export function tooLarge(what: string, bytes: number): HttpError {
  return new HttpError(413, 'PAYLOAD_TOO_LARGE', `${what} is larger than ${bytes} bytes`);
}

export function pluginNotFound(): HttpError {
  return new HttpError(404, 'NOT_FOUND', 'Plugin not found');
}

export function versionNotFound(): HttpError {
  return new HttpError(404, 'NOT_FOUND', 'No such version');
}

export function unauthorized(code: 'MISSING_TOKEN' | 'INVALID_TOKEN', detail: string): HttpError {
  return new HttpError(401, code, 'Unauthorized', { detail });
}
