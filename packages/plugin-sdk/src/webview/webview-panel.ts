import type { Disposable } from '@fluxstudio/plugin-protocol/disposable';
import type { WebviewTheme } from '@fluxstudio/plugin-protocol/panel/webview';

export type { WebviewTheme };

/** The document's side of a webview. */
export interface WebviewPanel {
  /**
   * Sends plain data to the plugin, to its `onMessage`: at most 1 MB a message, and 200 messages a second for longer than a moment. A
   * webview that sends more is closed.
   */
  postMessage(message: unknown): void;
  /** Hears what the plugin sends. What comes before anybody listens waits. */
  onMessage(listener: (message: never) => unknown): Disposable;
  /** What `setState` was given last, also by an earlier view of this panel. */
  getState<T = unknown>(): T | undefined;
  /** Keeps a value of JSON for the next view, for as long as the page of the app is open. */
  setState(state: unknown): void;
  /** How the app looks. Its variables are on the root element, and change with it: `color: var(--flux-foreground)`. */
  readonly theme: WebviewTheme;
  onDidChangeTheme(listener: (theme: WebviewTheme) => unknown): Disposable;
  /** Whether the user sees it. What is hidden need not be drawn. */
  readonly visible: boolean;
  onDidChangeVisibility(listener: (visible: boolean) => unknown): Disposable;
  /** Closes a dialog: `showModal` resolves with the result. */
  close(result?: unknown): void;
}
