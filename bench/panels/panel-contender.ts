/** A way to show the panel in a page. */
export interface PanelContender {
  /** Has it drawn into an element, or begins to. Returns what ends it. */
  open(container: Element): Promise<() => void>;
  /** What the panel's elements stand in. */
  rootIn(container: Element): Element | null;
  dispose(): void;
}
