import type { PluginError } from '@fluxstudio/plugin-protocol/errors';
import type { PanelInvocation, PanelNode } from './panel-node.ts';

/** Where an open panel stands. */
export type PanelStatus =
  /** The plugin draws. */
  | { readonly state: 'open' }
  /** It draws what it may not, or threw; nothing of it is shown any more. */
  | { readonly state: 'stopped'; readonly error: PluginError }
  /** Its plugin has stopped, or took the panel away; a dialog is done. */
  | { readonly state: 'closed'; readonly result?: unknown };

/**
 * A panel that is shown in one place, whatever draws its nodes: a renderer for React is in `@fluxstudio/plugin-host/react`.
 * `subscribe` and `getSnapshot` fit `useSyncExternalStore`.
 *
 * @example
 * const view = await host.panels.get('color-palette.colors')?.drawing?.open();
 * view.root.subscribe(() => draw(view.root.getSnapshot()));
 * view.send(button, 'press');
 */
export interface PanelView {
  readonly root: PanelNode;
  readonly subscribe: (listener: () => void) => () => void;
  readonly getSnapshot: () => PanelStatus;
  /** Tells the plugin of something the user did. */
  send(node: PanelNode, type: string, detail?: Readonly<Record<string, unknown>>): void;
  /** The user has changed the value of an element: it is the page's, and the plugin may answer with another. */
  input(node: PanelNode, type: 'input' | 'change', value: unknown): void;
  /** While a character is composed of several keystrokes, what the plugin answers waits. */
  compose(node: PanelNode, composing: boolean): void;
  /** What an element is asked to do once, such as to take the focus. */
  onInvoke(node: PanelNode, listener: (invocation: PanelInvocation) => void): () => void;
  setVisible(visible: boolean): void;
  close(): void;
}
