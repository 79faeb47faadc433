import type { ElementName } from '@fluxstudio/plugin-protocol/panel/elements';

/** A node of an open panel as it is now. Another object after each change of it. */
export type PanelNodeSnapshot = PanelElementSnapshot | PanelTextSnapshot;

export interface PanelElementSnapshot {
  readonly name: ElementName | '#root';
  /** Checked by the schema of the element. What the user changes is among them, as it stands on the page. */
  readonly props: Readonly<Record<string, unknown>>;
  readonly children: readonly PanelNode[];
}

export interface PanelTextSnapshot {
  readonly name: '#text';
  readonly text: string;
}

/** A node of an open panel. `subscribe` and `getSnapshot` fit `useSyncExternalStore`. */
export interface PanelNode {
  readonly id: number;
  readonly subscribe: (listener: () => void) => () => void;
  readonly getSnapshot: () => PanelNodeSnapshot;
}

/** What an element is asked to do once. */
export type PanelInvocation = { readonly name: string; readonly args: readonly unknown[] };
