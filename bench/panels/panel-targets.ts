import type { Target } from '../node/targets.ts';

const PEER = 'remote-dom';

/** No slower and no bigger than remote-dom, which checks nothing; a keystroke passes the plugin API, its gate and its limits. */
export const PANEL_TARGETS = {
  'first-render-vs-remote-dom': { title: 'panel opened, warm worker', peer: PEER, target: 1, stretch: 0.5 },
  'keystroke-vs-remote-dom': {
    title: 'keystroke until the answer stands there',
    peer: PEER,
    target: 1.5,
    stretch: 1,
  },
  'insert-1000-vs-remote-dom': { title: '1,000 rows inserted', peer: PEER, target: 1, stretch: 0.6 },
  'update-1000-vs-remote-dom': { title: '1,000 rows renamed', peer: PEER, target: 1, stretch: 0.8 },
  'reverse-1000-vs-remote-dom': { title: '1,000 rows turned round', peer: PEER, target: 1, stretch: 0.4 },
  'clear-1000-vs-remote-dom': { title: '1,000 rows removed', peer: PEER, target: 1, stretch: 0.4 },
  'runtime-bytes-vs-remote-dom': { title: 'what a worker draws with', peer: PEER, target: 1, stretch: 0.2 },
  'panel-bytes-vs-remote-dom': { title: 'a panel in Preact', peer: PEER, target: 1, stretch: 0.5 },
} as const satisfies Record<string, Target>;

export type PanelRowId = keyof typeof PANEL_TARGETS;
export const PANEL_ROW_IDS = Object.keys(PANEL_TARGETS) as PanelRowId[];
