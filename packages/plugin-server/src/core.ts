import { randomUUID } from 'node:crypto';
import { type Authenticated, authentication } from './authenticate.ts';
import { rateOf } from './contract/route-contract.ts';
import { errorResponse, toHttpError } from './errors-to-response.ts';
import { HttpError, unauthorized } from './http-error.ts';
import { isStorableText } from './json-safety.ts';
import { checkOrigin } from './origin-check.ts';
import type { RateGate } from './rate-limits.ts';
import { header, location, type PluginRequest } from './request.ts';
import type { RequestLog, RequestRecord } from './request-log.ts';
import { type PluginResponse, withoutBody } from './response.ts';
import type { Route, RouteContext } from './route.ts';
import { createRouter, type Match } from './router.ts';
import type { Actor } from './stores/audit.ts';
import { PASSER_BY, type Traffic } from './traffic.ts';

export interface CoreOptions {
  routes: readonly Route[];
  authenticate(request: PluginRequest, native: unknown): Authenticated | Promise<Authenticated>;
  /** Other origins whose pages may make changes with a user's cookies. */
  origins: readonly string[];
  rates: RateGate;
  traffic: Traffic;
  log: RequestLog;
}

/** From request to response. Never rejects. */
export type Handle = (request: PluginRequest) => Promise<PluginResponse>;

export function createCore(options: CoreOptions): Handle {
  const { traffic, log } = options;
  const router = createRouter(options.routes);

  async function answer(request: PluginRequest, record: RequestRecord): Promise<PluginResponse> {
    const { path, query } = location(request);
    const match = router.match(request.method, path);
    if (!match) throw new HttpError(404, 'NOT_FOUND', 'There is nothing at this path');
    record.route = match.route.path;
    // Whoever asks for its health is told, also while it closes.
    const visit = match.route.operation === 'health' ? PASSER_BY : traffic.enter();
    let response: PluginResponse = { status: 500, headers: {} };
    try {
      const context = { request, query, requestId: record.requestId, param: match.param };
      response = await run(match, context, record, options);
    } finally {
      response = visit.leaveWith(response);
    }
    return response;
  }

  return async (request) => {
    const record = log.begin(request.method, requestIdOf(request));
    let response: PluginResponse;
    try {
      response = await answer(request, record);
    } catch (error) {
      const known = toHttpError(error);
      record.code = known.code;
      if (isOwnFault(known)) record.error = error;
      response = errorResponse(known, record.requestId);
    }
    response = { ...response, headers: { 'x-request-id': record.requestId, ...response.headers } };
    if (request.method === 'HEAD') response = await withoutBody(response);
    record.status = response.status;
    log.end(record);
    return response;
  };
}

async function run(
  { route }: Match<Route>,
  context: RouteContext,
  record: RequestRecord,
  { authenticate, origins, rates }: CoreOptions,
): Promise<PluginResponse> {
  if (route.access === 'public') return route.handle(context);
  const { request, requestId } = context;
  const result = await authentication(authenticate, request);
  if (!result.ok) return result.response;
  const { userId, roles = [] } = result.user;
  const tenantId = result.user.tenantId ?? '';
  // PostgreSQL could not tell such a tenant from another; a user like that has its check where it meets the column's type.
  if (!isStorableText(tenantId))
    throw unauthorized('INVALID_TOKEN', 'The tenant of this session does not exist');
  const actor: Actor = { userId: String(userId), tenantId, roles, requestId };
  record.userId = actor.userId;
  record.tenantId = tenantId;
  checkOrigin(request, origins);
  const rate = rateOf(route);
  await rates.pass(actor, rate, rate === 'network' ? context.param('id') : undefined);
  // Of a plugin, and of all that a user has or makes up.
  if (rate === 'network') await rates.pass(actor, 'read');
  return route.handle({ ...context, actor });
}

/** The id a proxy gave the request, so that logs meet; or one of our own. */
function requestIdOf(request: PluginRequest): string {
  const given = header(request, 'x-request-id');
  return given !== undefined && /^[\w.:-]{1,128}$/.test(given) ? given : randomUUID();
}

/** Whether somebody should look: not at what an upstream of a plugin does, nor at a server that says it has enough to do. */
function isOwnFault({ status, code }: HttpError): boolean {
  return status === 500 || (status === 503 && code === 'DATABASE_UNAVAILABLE');
}
