import type { Method } from './contract/route-contract.ts';
import { HttpError } from './http-error.ts';

interface Pattern {
  readonly method: Method;
  /** `/:id/settings` */
  readonly path: string;
}

export interface Match<R> {
  route: R;
  param(name: string): string;
}

/** Finds routes by path. Of the patterns that fit, the one with the earliest literal segments counts: `/marketplace` is no plugin. */
export interface Router<R> {
  /**
   * The route of a request, or `undefined` for a path that no route has.
   *
   * @throws HttpError 400 for a path that cannot be decoded, 405 for a path of other methods
   */
  match(method: string, path: string): Match<R> | undefined;
}

interface Compiled<R> {
  route: R;
  segments: readonly string[];
  /** `1` for a literal segment and `0` for a parameter: of two patterns of a length, the greater one says more, and sooner. */
  rank: string;
}

export function createRouter<R extends Pattern>(routes: readonly R[]): Router<R> {
  // By number of segments, those that say more first.
  const compiled = new Map<number, Compiled<R>[]>();
  for (const route of routes) {
    const segments = split(route.path);
    const rank = segments.map((part) => (part.startsWith(':') ? '0' : '1')).join('');
    const others = compiled.get(segments.length) ?? [];
    compiled.set(segments.length, [...others, { route, segments, rank }].sort(byRank));
  }

  return {
    match(method, path) {
      const segments = split(path).map(decode);
      const fitting = compiled
        .get(segments.length)
        ?.filter(({ segments: pattern }) => fits(pattern, segments));
      const first = fitting?.[0];
      if (!fitting || !first) return undefined;
      const best = fitting.filter(({ rank }) => rank === first.rank);
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

function byRank(a: Compiled<unknown>, b: Compiled<unknown>): number {
  if (a.rank === b.rank) return 0;
  return a.rank > b.rank ? -1 : 1;
}

/** One slash at the end is a habit of callers, more are another path. */
function split(path: string): string[] {
  const inner = path.startsWith('/') ? path.slice(1) : path;
  if (inner === '') return [];
  return (inner.length > 1 && inner.endsWith('/') ? inner.slice(0, -1) : inner).split('/');
}

/** Once: what is still encoded afterwards is a part of the name. */
function decode(segment: string): string {
  if (!segment.includes('%')) return segment;
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
