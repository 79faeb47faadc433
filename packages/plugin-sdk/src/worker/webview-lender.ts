import type { OpenedWebview, WebviewContent } from '../webview/webview-content.ts';

type Post = { readonly message: unknown } | { readonly result: unknown };

/** A document as it is sent to the host: with one function in the place of its listeners. What is no document stays as it is. */
export function lendWebview(content: unknown, post: (view: number, post: Post) => void): unknown {
  if (typeof content !== 'object' || content === null || !('html' in content)) return content;
  const { html, onOpen, onMessage } = content as WebviewContent;
  if (!onOpen && !onMessage) return { html };
  const open = new Map<number, { webview: OpenedWebview; closed: AbortController }>();

  return {
    html,
    drive(view: number, kind: string, message: unknown) {
      const found = open.get(view);
      if (kind === 'open') {
        const closed = new AbortController();
        const webview: OpenedWebview = {
          postMessage: (message) => post(view, { message }),
          close: (result) => post(view, { result }),
          signal: closed.signal,
        };
        open.set(view, { webview, closed });
        onOpen?.call(content, webview);
      } else if (kind === 'message' && found) onMessage?.call(content, message, found.webview);
      else if (kind === 'close') {
        open.delete(view);
        found?.closed.abort();
      }
    },
  };
}
