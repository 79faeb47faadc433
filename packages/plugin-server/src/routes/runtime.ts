import type { FrameDocument } from '@fluxstudio/plugin-protocol/frame/document';
import { runtimeDocument } from '../contract/platform.ts';
import { header } from '../request.ts';
import { etagOf, type PluginResponse, unlessMatched } from '../response.ts';
import { type PublicRoute, publicRoute } from '../route.ts';

/** What a frame may be asked for, and what it is: the same for everybody, without data, and therefore public. */
export interface FrameDocuments {
  readonly sandbox: FrameDocument;
  readonly webview: FrameDocument;
}

export function runtimeRoutes({ sandbox, webview }: FrameDocuments): PublicRoute[] {
  const answers = { sandbox: answersOf(sandbox), webview: answersOf(webview) };
  return [
    publicRoute(runtimeDocument, ({ request, query }) => {
      const { usual, isolated } = answers[query.has('webview') ? 'webview' : 'sandbox'];
      return unlessMatched(query.has('isolated') ? isolated : usual, header(request, 'if-none-match'));
    }),
  ];
}

function answersOf({
  html,
  contentSecurityPolicy,
}: FrameDocument): Record<'usual' | 'isolated', PluginResponse> {
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
  return {
    usual: answer({}),
    // Cross-origin isolated pages let in no frame without it. Only for them: under it WebKit starts no blob worker in an opaque origin.
    isolated: answer({ 'cross-origin-embedder-policy': 'require-corp' }),
  };
}
