/**
 * @module
 * Types for scripts in the document of a webview, where `acquirePanel()` is the way to the plugin. There is nothing to import but
 * types: the app puts the function there.
 *
 * @example
 * import type {} from '@fluxstudio/plugin-sdk/webview';
 *
 * const panel = acquirePanel();
 * panel.postMessage('hello');
 */
import type { WebviewPanel } from './webview-panel.ts';

export type { OpenedWebview, WebviewContent } from './webview-content.ts';
export type { WebviewPanel, WebviewTheme } from './webview-panel.ts';

declare global {
  /** What the document of a webview speaks to its plugin with. The same object at every call. */
  function acquirePanel(): WebviewPanel;
}
