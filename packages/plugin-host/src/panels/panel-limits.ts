/** What one open panel may take of the page. An honest panel does not notice; one that goes beyond is stopped, and only it. */
export interface PanelLimits {
  /** Elements and texts in it at once. More than that is a table or a list, which draw what is in sight. */
  readonly nodes: number;
  /** Elements within elements. Deeper ones cost the browser's layout more than they show. */
  readonly depth: number;
  /** Operations per second, sustained: about a tenth of what the page can draw. */
  readonly operationsPerSecond: number;
  /** Operations above that at once: the first drawing of a long panel. */
  readonly operationsBurst: number;
  /** Approximate bytes of all its texts and properties. */
  readonly bytes: number;
}

export const PANEL_LIMITS: PanelLimits = {
  nodes: 20_000,
  depth: 64,
  operationsPerSecond: 20_000,
  operationsBurst: 60_000,
  bytes: 16 * 1024 * 1024,
};
