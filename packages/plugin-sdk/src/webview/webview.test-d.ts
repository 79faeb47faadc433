import { expectTypeOf, test } from 'vitest';
import type { FluxStudioAPI } from '../plugin-api.ts';
import type { OpenedWebview, WebviewPanel } from './index.ts';

declare const api: FluxStudioAPI;
const panel = { id: 'dot', title: 'Dot', location: 'sidebar' } as const;

test('a document, and who speaks with it', () => {
  api.ui.registerPanel(panel, {
    html: '<p>',
    onOpen: (webview) => expectTypeOf(webview).toEqualTypeOf<OpenedWebview>(),
    onMessage(message, webview) {
      expectTypeOf(message).toBeUnknown();
      webview.postMessage({ any: ['data'] });
      webview.close('result');
      expectTypeOf(webview.visible).toBeBoolean();
      webview.onDidChangeVisibility((visible) => expectTypeOf(visible).toBeBoolean()).dispose();
    },
  });
  expectTypeOf(api.ui.showModal<string>({ html: '<p>' })).resolves.toEqualTypeOf<string | undefined>();
  // @ts-expect-error a document has its HTML
  api.ui.registerPanel(panel, { onMessage: () => undefined });
  // What crosses the wire is no author's business.
  expectTypeOf(api.ui).not.toHaveProperty('postToWebview');
});

test('in the document', () => {
  const inside = acquirePanel();
  expectTypeOf(inside).toEqualTypeOf<WebviewPanel>();
  inside.onMessage(({ size }: { size: number }) => expectTypeOf(size).toBeNumber()).dispose();
  expectTypeOf(inside.getState<number>()).toEqualTypeOf<number | undefined>();
  inside.onDidChangeVisibility((visible) => expectTypeOf(visible).toBeBoolean()).dispose();
  expectTypeOf(inside.theme.kind).toEqualTypeOf<'light' | 'dark'>();
});
