import type { WebviewMessage } from '@fluxstudio/plugin-protocol/panel/webview';
import type { Clock } from '@fluxstudio/plugin-protocol/rpc/deadlines';
import type { PanelMemory } from './panel-views.ts';
import { type OpenWebview, openWebview, type Webview, type WebviewOptions } from './webview.ts';
import type { WebviewFrameOptions } from './webview-element.ts';

/** How the host speaks to the plugin of a webview, in its worker. */
export interface WebviewDriver {
  notify(...message: WebviewMessage): void;
}

/** A document as a plugin has sent it. */
export interface DrivenDocument {
  readonly html: string;
  /** Absent: the plugin does not listen. */
  readonly drive?: WebviewDriver | undefined;
}

/** The open webviews of one running plugin. */
export interface Webviews {
  open(document: DrivenDocument, memory: PanelMemory, options: WebviewOptions): Webview;
  /** What the plugin tells a webview. One that is closed is left alone: the plugin could not know. */
  post(view: number, post: { readonly message: unknown } | { readonly result: unknown }): void;
  /** Closes those of one document. */
  close(document: DrivenDocument): void;
}

export function createWebviews(frame: WebviewFrameOptions, clock: Pick<Clock, 'now'>): Webviews {
  const views = new Map<number, { readonly webview: OpenWebview; readonly document: DrivenDocument }>();
  let lastId = 0;

  return {
    open(document, memory, options) {
      const id = ++lastId;
      const tell = (...message: WebviewMessage) => document.drive?.notify(...message);
      const webview = openWebview({
        ...options,
        frame,
        clock,
        html: document.html,
        state: stateIn(memory),
        onVisible: (kind, visible) => tell(id, kind, visible),
        onMessage: (message) => tell(id, 'message', message),
        isDialog: memory.isDialog ?? false,
        onState: memory.set,
        onEnd() {
          views.delete(id);
          tell(id, 'close');
        },
      });
      views.set(id, { webview, document });
      return webview;
    },
    post(id, post) {
      const webview = views.get(id)?.webview;
      if ('message' in post) webview?.post(post.message);
      else webview?.close(post.result);
    },
    close(document) {
      for (const entry of [...views.values()]) if (entry.document === document) entry.webview.dispose();
    },
  };
}

/** What an earlier view left, as JSON. A document that leaves anything else, or a panel that was drawn, left nothing. */
function stateIn(memory: PanelMemory): string | undefined {
  const state = memory.get();
  try {
    if (typeof state !== 'string') return undefined;
    JSON.parse(state);
    return state;
  } catch {
    return undefined;
  }
}
