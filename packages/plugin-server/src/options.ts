import type { Authenticated } from './authenticate.ts';
import type { EventOptions } from './events/event-options.ts';
import type { Logger } from './logger.ts';
import type { MediatedFetchOptions } from './network/mediated-fetch.ts';
import type { RateLimiter, RateLimits } from './rate-limits.ts';
import type { PluginRequest } from './request.ts';
import type { RequestRecord } from './request-log.ts';
import type { DatabaseOption } from './stores/open-database.ts';

/**
 * Options of {@link createPluginServer}.
 *
 * @example
 * const options: PluginServerOptions = {
 *   db: { directory: '.data' },
 *   authenticate: (request) => sessions.get(request.headers?.cookie) ?? null,
 *   runtime: { frameAncestors: ['https://app.example.com'] },
 * };
 */
export interface PluginServerOptions {
  db: DatabaseOption;
  /**
   * Says who is asking. `native` is the framework's own request: Express' `req`, a Fetch `Request`. Nothing means 401; a
   * response of the app's own is sent as it is.
   */
  authenticate(request: PluginRequest, native: unknown): Authenticated | Promise<Authenticated>;
  /**
   * Where `fetch` and `node` are mounted, such as `['/api/plugins', '/plugins']`, when nothing strips the mount from the
   * path. Express does, and so does `mount()` of others.
   */
  basePath?: string | readonly string[];
  tables?: {
    /** Table whose `id` names a user. Default `users`, where there is one; `null` for an app without. */
    users?: string | null;
  };
  runtime?: {
    /** Who may frame the sandbox document, as CSP source expressions. Default `["'self'"]`. */
    frameAncestors?: readonly string[];
  };
  /**
   * Origins of other pages that may make changes with a user's cookies, such as `https://app.example.com` when the API is at another
   * address. Default: none but the server's own. Bearer tokens are not affected: no other site can send them.
   */
  origins?: readonly string[];
  /** What a user may send, by kind of request; `false` where something before this server counts. Defaults: `DEFAULT_RATE_LIMITS`. */
  rateLimits?: RateLimits | false;
  /** Counts requests. Default: in the memory of this process. */
  rateLimiter?: RateLimiter;
  /** How the HTTP requests of plugins are sent, `POST /:id/fetch`; `false` where plugins have no network. */
  network?: MediatedFetchOptions | false;
  /** The streams of changes, `GET /events`; `false` for none. */
  events?: EventOptions | false;
  /** Where failures are reported, and requests, if it has `info`. Default: failures on `console`. */
  logger?: Logger;
  /** Called for each request, when its answer is there: for metrics. */
  onRequest?(record: RequestRecord): void;
  /** Milliseconds that `close()` waits for requests under way. Default 10,000. */
  shutdownMs?: number;
  /** Serve bundles to anybody who knows their hash, so that a CDN may keep them. Default: to users only. */
  publicBundles?: boolean;
}

export function basePaths({ basePath = [] }: Pick<PluginServerOptions, 'basePath'>): readonly string[] {
  return typeof basePath === 'string' ? [basePath] : basePath;
}
