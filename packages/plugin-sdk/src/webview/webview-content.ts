import type { Disposable } from '@fluxstudio/plugin-protocol/disposable';

/** A webview of the plugin that is open. */
export interface OpenedWebview {
  /** Sends plain data to its document, which hears it by `acquirePanel().onMessage`. */
  postMessage(message: unknown): void;
  /** Closes a dialog: `showModal` resolves with the result. */
  close(result?: unknown): void;
  /** Aborted when it is closed. */
  readonly signal: AbortSignal;
  /** Whether the user sees it. What is hidden need not be kept up to date. */
  readonly visible: boolean;
  onDidChangeVisibility(listener: (visible: boolean) => unknown): Disposable;
}

/**
 * A document that the plugin brings itself, for what the elements of panels cannot show. It needs the permission `webview`. The
 * document is alone in a frame: it loads nothing, so that scripts, styles and images must be in it.
 *
 * @example
 * api.ui.registerPanel(panel, {
 *   html: `<p id="sum"></p><script>
 *     const panel = acquirePanel();
 *     panel.onMessage(({ sum }) => { document.querySelector('#sum').textContent = sum; });
 *     panel.postMessage([1, 2, 3]);
 *   </script>`,
 *   onMessage(numbers, webview) {
 *     webview.postMessage({ sum: numbers.reduce((sum, number) => sum + number) });
 *   },
 * });
 */
export interface WebviewContent {
  readonly html: string;
  /** Called for each place in which it is opened. */
  onOpen?(webview: OpenedWebview): unknown;
  /** Called for what its document sends. Take it for a stranger's when the document shows content of strangers. */
  onMessage?(message: unknown, webview: OpenedWebview): unknown;
}
