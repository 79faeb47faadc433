import { HttpError } from './http-error.ts';
import { header, type PluginRequest } from './request.ts';

/**
 * Refuses changes that another site has a user's browser make. Cookies go along with those; a bearer token does not, as no other site can
 * set the header. `Sec-Fetch-Site` is the browser's own word, whatever a proxy makes of `Host`; older browsers send `Origin` alone, and
 * what is no browser sends neither.
 *
 * @throws HttpError 403
 */
export function checkOrigin(request: PluginRequest, origins: readonly string[]): void {
  if (request.method === 'GET' || request.method === 'HEAD') return;
  if (/^bearer /i.test(header(request, 'authorization') ?? '')) return;
  const origin = header(request, 'origin');
  if (origin !== undefined && origins.includes(origin)) return;
  const site = header(request, 'sec-fetch-site');
  if (site === 'same-origin' || site === 'none') return;
  if (site === undefined && (origin === undefined || isOwn(origin, request))) return;
  throw new HttpError(
    403,
    'ORIGIN_NOT_ALLOWED',
    `Requests from ${origin ?? 'another site'} are refused: an operator can add it to the option "origins" of plugin-server`,
  );
}

/** The origin of a sandbox frame is "null", and is nobody's. */
function isOwn(origin: string, request: PluginRequest): boolean {
  const host = header(request, 'host') ?? header(request, ':authority');
  return host !== undefined && URL.canParse(origin) && new URL(origin).host === host;
}
