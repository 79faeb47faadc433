import { HttpError } from './http-error.ts';
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

interface Pattern {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** `/:id/settings` */
  path: string;
}

/** Answered to anybody. */
export interface PublicRoute extends Pattern {
  access: 'public';
  handle(context: RouteContext): Answer;
}

/** Answered to users only. */
export interface UserRoute extends Pattern {
  access: 'user';
  handle(context: UserContext): Answer;
}

export type Route = PublicRoute | UserRoute;

export interface Match {
  route: Route;
  param(name: string): string;
}

/** Finds routes by path. Of the patterns that fit, the one with the most literal segments counts: `/marketplace` is no plugin. */
export interface Router {
  /**
   * The route of a request, or `undefined` for a path that no route has.
   *
   * @throws HttpError 400 for a path that cannot be decoded, 405 for a path of other methods
   */
  match(method: string, path: string): Match | undefined;
}

interface Compiled {
  route: Route;
  segments: readonly string[];
  literals: number;
}

export function createRouter(routes: readonly Route[]): Router {
  const compiled: Compiled[] = routes.map((route) => {
    const segments = split(route.path);
    return { route, segments, literals: segments.filter((segment) => !segment.startsWith(':')).length };
  });

  return {
    match(method, path) {
      const segments = split(path).map(decode);
      const fitting = compiled.filter((candidate) => fits(candidate.segments, segments));
      if (fitting.length === 0) return undefined;
      const most = Math.max(...fitting.map(({ literals }) => literals));
      const best = fitting.filter(({ literals }) => literals === most);
      const wanted = method === 'HEAD' ? 'GET' : method;
      const found = best.find(({ route }) => route.method === wanted);
      if (!found) throw methodNotAllowed(best.map(({ route }) => route.method));
      return {
        route: found.route,
        param(name) {
          return segments[found.segments.indexOf(`:${name}`)] ?? '';
        },
      };
    },
  };
}

/** One slash at the end is a habit of callers, more are another path. */
function split(path: string): string[] {
  const inner = path.replace(/^\//, '');
  if (inner === '') return [];
  return inner.replace(/(?<=.)\/$/, '').split('/');
}

/** Once: what is still encoded afterwards is a part of the name. */
function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch (error) {
    throw new HttpError(400, 'INVALID_ARGUMENT', 'The path is not encoded correctly', { cause: error });
  }
}

function fits(pattern: readonly string[], segments: readonly string[]): boolean {
  return (
    pattern.length === segments.length &&
    pattern.every((part, index) => (part.startsWith(':') ? segments[index] !== '' : part === segments[index]))
  );
}

function methodNotAllowed(methods: readonly string[]): HttpError {
  const allow = methods.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method])).join(', ');
  return new HttpError(405, 'METHOD_NOT_ALLOWED', `Use ${allow}`, { headers: { allow } });
}
