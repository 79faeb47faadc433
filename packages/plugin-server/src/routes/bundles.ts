import { downloadBundle } from '../contract/platform.ts';
import { badField, HttpError } from '../http-error.ts';
import { header, type PluginRequest } from '../request.ts';
import { type PluginResponse, unlessMatched } from '../response.ts';
import { publicRoute, type Route, type RouteContext, userRoute } from '../route.ts';
import type { CatalogueStore } from '../stores/catalogue-store.ts';

const SHA256 = /^[0-9a-f]{64}$/;

/** The code of plugins, by the hash of its bytes. */
export function bundleRoutes(catalogue: CatalogueStore, access: Route['access']): Route[] {
  const handle = async (context: RouteContext): Promise<PluginResponse> => {
    const sha256 = context.param('sha256');
    if (!SHA256.test(sha256))
      throw badField('INVALID_ARGUMENT', 'sha256', 'must be 64 hexadecimal digits in lower case');
    refuseElements(context.request);
    const content = await catalogue.bundle(sha256);
    if (!content) throw new HttpError(404, 'NOT_FOUND', 'Bundle not found');
    const response: PluginResponse = {
      status: 200,
      headers: {
        'content-type': 'text/javascript; charset=utf-8',
        // Content never changes under its hash.
        'cache-control': `${access === 'public' ? 'public' : 'private'}, max-age=31536000, immutable`,
        'x-content-type-options': 'nosniff',
        'cross-origin-resource-policy': access === 'public' ? 'cross-origin' : 'same-origin',
        etag: `"${sha256}"`,
      },
      body: content,
    };
    return unlessMatched(response, header(context.request, 'if-none-match'));
  };
  return [access === 'public' ? publicRoute(downloadBundle, handle) : userRoute(downloadBundle, handle)];
}

/**
 * A bundle is fetched, checked and run in a sandbox. In the page itself it would be third-party script from the app's own
 * origin, which the app's `script-src 'self'` allows: browsers say what they load it for.
 */
function refuseElements(request: PluginRequest): void {
  const destination = header(request, 'sec-fetch-dest');
  if (destination !== undefined && destination !== 'empty') {
    throw new HttpError(403, 'PERMISSION_DENIED', `A bundle cannot be loaded as a ${destination}`);
  }
}
