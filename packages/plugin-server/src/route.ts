import * as v from 'valibot';
import { readJsonBody } from './body.ts';
import { isOtherContent, type RouteContract } from './contract/route-contract.ts';
import { badField, badRequest } from './http-error.ts';
import type { PluginRequest } from './request.ts';
import type { PluginResponse } from './response.ts';
import type { Actor } from './stores/audit.ts';

/** What every handler gets. */
export interface RouteContext {
  readonly request: PluginRequest;
  readonly query: URLSearchParams;
  readonly requestId: string;
  /** A decoded segment of the path, by the name it has in the pattern. */
  param(name: string): string;
}

export interface UserContext extends RouteContext {
  readonly actor: Actor;
}

type Answer = PluginResponse | Promise<PluginResponse>;

/** Answered to anybody. */
export interface PublicRoute extends RouteContract {
  access: 'public';
  handle(context: RouteContext): Answer;
}

/** Answered to users only. */
export interface UserRoute extends RouteContract {
  access: 'user';
  handle(context: UserContext): Answer;
}

export type Route = PublicRoute | UserRoute;

type BodyOf<C extends RouteContract> =
  C extends Readonly<{ body: infer B extends v.GenericSchema }> ? v.InferOutput<B> : undefined;

/** A route for users that has what its contract says, its body read and checked. */
export function userRoute<const C extends RouteContract>(
  contract: C,
  handle: (context: UserContext & { readonly body: BodyOf<C> }) => Answer,
): UserRoute {
  return {
    ...contract,
    access: 'user',
    handle: async (context) => handle({ ...context, body: await bodyOf(contract, context.request) }),
  };
}

/** A route for anybody. */
export function publicRoute(contract: RouteContract, handle: (context: RouteContext) => Answer): PublicRoute {
  return { ...contract, access: 'public', handle };
}

async function bodyOf<C extends RouteContract>(contract: C, request: PluginRequest): Promise<BodyOf<C>> {
  const { body: schema, codes = {} } = contract;
  if (!schema || isOtherContent(schema)) return undefined as BodyOf<C>;
  const sent = await readJsonBody(request);
  const result = v.safeParse(schema, sent === undefined ? {} : sent);
  if (result.success) return result.output;
  const issues = result.issues.map((issue) => {
    const field = v.getDotPath(issue) ?? '';
    return { field, message: `${field || 'The body'} ${issue.message}`, code: 'invalid' };
  });
  const [first] = issues;
  const code = codes[first?.field ?? ''] ?? 'INVALID_ARGUMENT';
  throw first?.field ? badRequest(code, issues) : badField(code, 'body', 'must be an object of JSON');
}
