/** What one open panel may take of the page. An honest panel does not notice; one that goes beyond is stopped, and only it. */
export interface PanelLimits {
  /** Elements and texts in it at once. More than that is a table or a list, which draw what is in sight. */
  readonly nodes: number;
  /** Elements within elements. Deeper ones cost the browser's layout more than they show. */
  readonly depth: number;
  /**
   * Operations per second, sustained: about a tenth of what the page can draw. What costs as much counts as one: a kilobyte of a list,
   * 256 characters, ten children of an element that has changed; and each message counts as ten.
   */
  readonly operationsPerSecond: number;
  /** Operations above that at once: the first drawing of a long panel. */
  readonly operationsBurst: number;
  /** Approximate bytes of all its texts and properties: a table of 100,000 rows fits. */
  readonly bytes: number;
  /** Characters of texts and properties that are texts: the browser lays them all out, and not only what is in sight. */
  readonly characters: number;
  /** Approximate bytes of what it leaves for its next view. */
  readonly state: number;
}

export const PANEL_LIMITS: PanelLimits = {
  nodes: 20_000,
  depth: 64,
  operationsPerSecond: 20_000,
  operationsBurst: 80_000,
  bytes: 64 * 1024 * 1024,
  characters: 8_000_000,
  state: 1024 * 1024,
};
