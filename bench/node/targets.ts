import { PANEL_TARGETS } from '../panels/panel-targets.ts';

export interface Target {
  /** Our time or size over the peer's; lower is better. */
  target: number;
  stretch: number;
  peer: string;
  title: string;
}

/** The rows and what is promised of each. */
export const TARGETS = {
  'sequential-vs-raw': { title: '1,000 calls one after the other', peer: 'raw', target: 1.1, stretch: 1.03 },
  'concurrent-vs-comlink': {
    title: '1,000 calls at once',
    peer: 'comlink',
    target: 1 / 15,
    stretch: 1 / 25,
  },
  'events-vs-raw': { title: '10,000 one-way events', peer: 'raw', target: 1 / 15, stretch: 1 / 30 },
  'callbacks-vs-comlink': {
    title: 'a callback called 1,000 times at once',
    peer: 'comlink',
    target: 1 / 12,
    stretch: 1 / 20,
  },
  'transfer-10mb-vs-raw': { title: '10 MB moved there and back', peer: 'raw', target: 1.15, stretch: 1.05 },
  'clone-100kb-vs-raw': {
    title: '100 KB object copied there and back',
    peer: 'raw',
    target: 1.1,
    stretch: 1.05,
  },
  'warm-start-vs-worker': { title: 'plugin start, warm pool', peer: 'raw', target: 1.3, stretch: 0.5 },
  'start-20-vs-workers': { title: '20 plugins at start-up', peer: 'raw', target: 1.2, stretch: 1 },
  'host-cpu-vs-comlink': {
    title: 'main thread per 1,000 plugin calls',
    peer: 'comlink',
    target: 0.5,
    stretch: 0.25,
  },
  'storage-vs-idb-keyval': {
    title: '1,000 storage writes at once',
    peer: 'idb-keyval',
    target: 1 / 5,
    stretch: 1 / 7,
  },
  'memory-vs-worker': { title: 'memory of 20 idle plugins', peer: 'raw', target: 1.25, stretch: 1.1 },
  ...PANEL_TARGETS,
} as const satisfies Record<string, Target>;

export type RowId = keyof typeof TARGETS;
export const ROW_IDS = Object.keys(TARGETS) as RowId[];
