/** What is held and done, by one open panel or by all of a plugin. */
export interface AccountLimits {
  /**
   * Elements and texts in it at once. What draws several nodes of the page counts as that many: a field as ten, a chart as each of its bars.
   * More than that is a table or a list, which draw what is in sight.
   */
  readonly nodes: number;
  /**
   * Operations per second, sustained: the page draws about twice as many. What costs as much counts as one: a kilobyte of a list, 16
   * new characters, two nodes that an element draws again, four children of one that has changed; and each message counts as ten.
   */
  readonly operationsPerSecond: number;
  /** Operations above that at once: the first drawing of a long panel. */
  readonly operationsBurst: number;
  /** Approximate bytes of all its texts and properties, and of its canvases: a table of 100,000 rows fits. */
  readonly bytes: number;
  /** Characters of texts and properties that are texts: the browser lays them all out, and not only what is in sight. */
  readonly characters: number;
}

/** What one open panel may take of the page. An honest panel does not notice; one that goes beyond is stopped, and only it. */
export interface PanelLimits extends AccountLimits {
  /** Elements and texts in one element: the time in which more are put there grows with their square. */
  readonly children: number;
  /** Elements within elements. Deeper ones cost the browser's layout more than they show. */
  readonly depth: number;
  /** Characters in one text, with the texts in it: a browser breaks it into lines as a whole. */
  readonly textCharacters: number;
  /** Approximate bytes of what it leaves for its next view. */
  readonly state: number;
}

export const PANEL_LIMITS: PanelLimits = {
  nodes: 20_000,
  children: 2_000,
  depth: 64,
  operationsPerSecond: 20_000,
  operationsBurst: 60_000,
  bytes: 64 * 1024 * 1024,
  characters: 500_000,
  textCharacters: 100_000,
  state: 1024 * 1024,
};

/** What all open panels of one plugin may take together: twice what one may, so that one is not stopped for another. */
export const PLUGIN_LIMITS: AccountLimits & {
  /** Panels and dialogs that are open at once. */
  readonly views: number;
} = {
  views: 20,
  nodes: 2 * PANEL_LIMITS.nodes,
  operationsPerSecond: 2 * PANEL_LIMITS.operationsPerSecond,
  operationsBurst: 2 * PANEL_LIMITS.operationsBurst,
  bytes: 2 * PANEL_LIMITS.bytes,
  characters: 2 * PANEL_LIMITS.characters,
};
