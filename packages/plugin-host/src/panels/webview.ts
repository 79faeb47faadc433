import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import type { ToWebview, WebviewTheme } from '@fluxstudio/plugin-protocol/panel/webview';
import type { Clock } from '@fluxstudio/plugin-protocol/rpc/deadlines';
import { callListeners } from '../call-listeners.ts';
import type { PanelStatus } from './panel-view.ts';
import type { WebviewFrameOptions } from './webview-element.ts';
import { type MountedWebview, mountInFrame, type WebviewMounting } from './webview-frame.ts';
import { createWebviewReader } from './webview-reader.ts';

/** Where a webview stands: as a panel does, and before that its frame is not ready. */
export type WebviewStatus = { readonly state: 'opening' } | PanelStatus;

export interface WebviewOptions {
  /** What it is called for those who cannot see it. */
  readonly title: string;
  readonly theme: WebviewTheme;
  /** Whether the user sees it from the start. Default: `true`. */
  readonly visible?: boolean;
  /** What shows it in the place of a frame: for tests, which have no page. */
  readonly mount?: (mounting: WebviewMounting) => MountedWebview;
}

/**
 * A document of a plugin that is shown in one place. Put `element` where it is to be: it loads there, and must not be moved.
 * `subscribe` and `getSnapshot` fit `useSyncExternalStore`.
 *
 * @example
 * const webview = await host.panels.get('charts.main')?.document?.open({ title: 'Charts', theme });
 * container.append(webview.element);
 */
export interface Webview {
  readonly element: HTMLIFrameElement;
  readonly subscribe: (listener: () => void) => () => void;
  readonly getSnapshot: () => WebviewStatus;
  setTheme(theme: WebviewTheme): void;
  /** Tells the plugin and the document whether the user sees it. */
  setVisible(visible: boolean): void;
  /** Removes the element, and tells the plugin. */
  dispose(): void;
}

/** A webview with its other end, which belongs to the plugin. */
export interface OpenWebview extends Webview {
  post(message: unknown): void;
  /** Its plugin is done with it: a dialog closes with the result, a panel stays. */
  close(result: unknown): void;
}

export interface OpenWebviewOptions extends WebviewOptions {
  readonly html: string;
  readonly frame: WebviewFrameOptions;
  /** What an earlier view left, as JSON. */
  readonly state: string | undefined;
  readonly isDialog: boolean;
  readonly clock: Pick<Clock, 'now'>;
  /** It is open, or the user sees it or no longer. */
  onVisible(kind: 'open' | 'visible', visible: boolean): void;
  onMessage(message: unknown): void;
  onState(state: string): void;
  /** It is over, however that came. */
  onEnd(): void;
}

/** Shows a document. Everything that comes out of it is taken for hostile. */
export function openWebview(options: OpenWebviewOptions): OpenWebview {
  const { theme, state, clock, mount = mountInFrame } = options;
  let { visible = true } = options;
  const listeners = new Set<() => void>();
  const { port1: port, port2: theirs } = new MessageChannel();
  let status: WebviewStatus = { state: 'opening' };

  const change = (next: WebviewStatus) => {
    status = next;
    callListeners(listeners);
  };
  const isOver = () => status.state === 'stopped' || status.state === 'closed';
  const end = (next: PanelStatus) => {
    if (isOver()) return;
    mounted.dispose();
    port.close();
    options.onEnd();
    change(next);
  };
  const close = (result: unknown) => {
    if (options.isDialog) end({ state: 'closed', result });
  };
  const onFault = (error: PluginError) => end({ state: 'stopped', error });
  const post = (message: ToWebview) => {
    if (!isOver()) port.postMessage(message);
  };

  const read = createWebviewReader(clock, {
    onReady() {
      if (status.state !== 'opening') return;
      mounted.answered();
      options.onVisible('open', visible);
      change({ state: 'open' });
    },
    onMessage: options.onMessage,
    onState: options.onState,
    onClose: close,
  });
  port.onmessage = ({ data }) => {
    if (isOver()) return;
    try {
      read(data);
    } catch (error) {
      onFault(error instanceof PluginError ? error : new PluginError('PANEL_FAILED', String(error)));
    }
  };
  const opening = { theme, visible, state };
  const mounted = mount({ ...options, opening, port: theirs, onFault });

  return {
    get element() {
      return mounted.element;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    getSnapshot: () => status,
    setTheme: (next) => post(['theme', next]),
    setVisible(next) {
      if (next === visible || isOver()) return;
      visible = next;
      post(['visible', visible]);
      // Before it is open, the plugin knows of none: it hears with the opening.
      if (status.state === 'open') options.onVisible('visible', visible);
    },
    post: (message) => post(['message', message]),
    close,
    dispose: () => end({ state: 'closed' }),
  };
}
