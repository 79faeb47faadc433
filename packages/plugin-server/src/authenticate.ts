import { HttpError, unauthorized } from './http-error.ts';
import type { PluginRequest } from './request.ts';
import type { PluginResponse } from './response.ts';

/**
 * Who is asking.
 *
 * @example
 * authenticate: (_request, req) => ({ userId: req.user.id, roles: req.user.roles })
 */
export interface PluginUser {
  /** Value of `users.id`, or whatever the app names its users by. */
  userId: string | number | bigint;
  tenantId?: string;
  roles?: readonly string[];
}

/**
 * An answer of the app's own, such as the 401 its other routes give. `body` is sent as JSON unless it is text or bytes.
 *
 * @example
 * authenticate: () => ({ status: 401, body: { error: 'Unauthorized', message: 'Token expired', code: 'INVALID_TOKEN' } })
 */
export interface ResponseLike {
  status: number;
  headers?: Readonly<Record<string, string>>;
  body?: unknown;
}

/**
 * What `authenticate` may return; nothing means 401.
 *
 * @example
 * const authenticate = (request: PluginRequest): Authenticated => verify(request.headers?.authorization);
 */
export type Authenticated = PluginUser | ResponseLike | Response | null | undefined;

export type Authentication = { ok: true; user: PluginUser } | { ok: false; response: PluginResponse };

/** Reads what the app's `authenticate` said. */
export async function authentication(
  authenticate: (request: PluginRequest, native: unknown) => Authenticated | Promise<Authenticated>,
  request: PluginRequest,
): Promise<Authentication> {
  const said = await authenticate(request, request.native);
  if (said === null || said === undefined) {
    throw unauthorized('MISSING_TOKEN', 'Authentication is required');
  }
  if ('userId' in said) {
    if (!isId(said.userId)) throw new HttpError(500, 'INTERNAL', 'authenticate() returned no usable userId');
    return { ok: true, user: said };
  }
  return { ok: false, response: await toResponse(said) };
}

function isId(value: unknown): boolean {
  return (
    (typeof value === 'string' && value !== '') || Number.isSafeInteger(value) || typeof value === 'bigint'
  );
}

async function toResponse(said: ResponseLike | Response): Promise<PluginResponse> {
  if (said instanceof Response) {
    const body = new Uint8Array(await said.arrayBuffer());
    return { status: said.status, headers: Object.fromEntries(said.headers), body };
  }
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(said.headers ?? {})) headers[name.toLowerCase()] = value;
  const { status, body } = said;
  if (body === undefined || typeof body === 'string' || body instanceof Uint8Array)
    return { status, headers, body };
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store', ...headers },
    body: JSON.stringify(body),
  };
}
