import { toDisposable } from '@fluxstudio/plugin-protocol/disposable';
import { tellAll } from '../tell-all.ts';
import type { OpenedWebview, WebviewContent } from '../webview/webview-content.ts';

type Post = { readonly message: unknown } | { readonly result: unknown };

interface OpenView {
  readonly webview: OpenedWebview;
  setVisible(visible: boolean): void;
  close(): void;
}

/** A document as it is sent to the host: with one function in the place of its listeners. What is no document stays as it is. */
export function lendWebview(content: unknown, post: (view: number, post: Post) => void): unknown {
  if (typeof content !== 'object' || content === null || !('html' in content)) return content;
  const { html, onOpen, onMessage } = content as WebviewContent;
  if (!onOpen && !onMessage) return { html };
  const open = new Map<number, OpenView>();

  return {
    html,
    drive(view: number, kind: string, value: unknown) {
      const found = open.get(view);
      if (kind === 'open') {
        const opened = openView(value as boolean, (one) => post(view, one));
        open.set(view, opened);
        onOpen?.call(content, opened.webview);
      } else if (kind === 'message' && found) onMessage?.call(content, value, found.webview);
      else if (kind === 'visible') found?.setVisible(value as boolean);
      else if (kind === 'close') {
        open.delete(view);
        found?.close();
      }
    },
  };
}

function openView(visible: boolean, post: (post: Post) => void): OpenView {
  const closed = new AbortController();
  const listeners = new Set<(visible: boolean) => unknown>();
  return {
    webview: {
      postMessage: (message) => post({ message }),
      close: (result) => post({ result }),
      signal: closed.signal,
      get visible() {
        return visible;
      },
      onDidChangeVisibility(listener) {
        listeners.add(listener);
        return toDisposable(() => listeners.delete(listener));
      },
    },
    setVisible(next) {
      visible = next;
      tellAll(listeners, (listener) => listener(next));
    },
    close: () => closed.abort(),
  };
}
