import { randomUUID } from 'node:crypto';
import { type Authenticated, authentication } from './authenticate.ts';
import { errorToResponse } from './errors-to-response.ts';
import { HttpError } from './http-error.ts';
import type { Logger } from './logger.ts';
import { header, location, type PluginRequest } from './request.ts';
import { type PluginResponse, withoutBody } from './response.ts';
import { createRouter, type Match, type Route, type RouteContext } from './router.ts';

export interface CoreOptions {
  routes: readonly Route[];
  authenticate(request: PluginRequest, native: unknown): Authenticated | Promise<Authenticated>;
  logger: Logger;
}

/** From request to response. Never rejects. */
export type Handle = (request: PluginRequest) => Promise<PluginResponse>;

export function createCore({ routes, authenticate, logger }: CoreOptions): Handle {
  const router = createRouter(routes);

  async function answer(request: PluginRequest, requestId: string): Promise<PluginResponse> {
    const { path, query } = location(request);
    const match = router.match(request.method, path);
    if (!match) throw new HttpError(404, 'NOT_FOUND', 'There is nothing at this path');
    const context: RouteContext = { request, query, requestId, param: match.param };
    return run(match, context, authenticate);
  }

  return async (request) => {
    const requestId = requestIdOf(request);
    let response: PluginResponse;
    try {
      response = await answer(request, requestId);
    } catch (error) {
      response = errorToResponse(error, requestId, logger);
    }
    response = { ...response, headers: { 'x-request-id': requestId, ...response.headers } };
    return request.method === 'HEAD' ? withoutBody(response) : response;
  };
}

async function run(
  match: Match,
  context: RouteContext,
  authenticate: CoreOptions['authenticate'],
): Promise<PluginResponse> {
  const { route } = match;
  if (route.access === 'public') return route.handle(context);
  const result = await authentication(authenticate, context.request);
  if (!result.ok) return result.response;
  const { userId, tenantId = null } = result.user;
  return route.handle({
    ...context,
    actor: { userId: String(userId), tenantId, requestId: context.requestId },
  });
}

/** The id a proxy gave the request, so that logs meet; or one of our own. */
function requestIdOf(request: PluginRequest): string {
  const given = header(request, 'x-request-id');
  return given !== undefined && /^[\w.:-]{1,128}$/.test(given) ? given : randomUUID();
}
