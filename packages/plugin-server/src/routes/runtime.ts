import type { FrameDocument } from '@fluxstudio/plugin-protocol/frame/document';
import { runtimeDocument } from '../contract/platform.ts';
import { header } from '../request.ts';
import { etagOf, type PluginResponse, unlessMatched } from '../response.ts';
import { type PublicRoute, publicRoute } from '../route.ts';

/** The document of sandbox frames. Public: it is the same for everybody and holds no data. */
export function runtimeRoutes(document: FrameDocument): PublicRoute[] {
  const { html, contentSecurityPolicy } = document;
  const answer = (headers: Readonly<Record<string, string>>): PluginResponse => ({
    status: 200,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': contentSecurityPolicy,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      // Who may frame it is the CSP's to say.
      'cross-origin-resource-policy': 'cross-origin',
      // The host and this document must be of one version.
      'cache-control': 'no-cache',
      etag: etagOf(html, contentSecurityPolicy),
      ...headers,
    },
    body: html,
  });
  const usual = answer({});
  // Cross-origin isolated pages let in no frame without it. Only for them: under it WebKit starts no blob worker in an opaque origin.
  const isolated = answer({ 'cross-origin-embedder-policy': 'require-corp' });
  return [
    publicRoute(runtimeDocument, ({ request, query }) =>
      unlessMatched(query.has('isolated') ? isolated : usual, header(request, 'if-none-match')),
    ),
  ];
}
