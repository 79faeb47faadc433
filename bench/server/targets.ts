export interface ServerTarget {
  title: string;
  /** Whom ours is compared with. */
  peer: string;
  target: number;
  stretch?: number;
  /** What is held against the target: ours over the peer's, or ours itself. */
  of: 'ratio' | 'ours';
}

/** The rows and what is promised of each; lower is better. */
export const SERVER_TARGETS = {
  'static-vs-http': {
    title: 'GET /runtime, no database',
    peer: 'node-http',
    target: 1.1,
    of: 'ratio',
  },
  'list-vs-http': {
    title: 'list of 20 plugins',
    peer: 'node-http',
    target: 0.6,
    stretch: 0.44,
    of: 'ratio',
  },
  'etag-vs-list': { title: '304 for the list', peer: 'full-list', target: 0.25, of: 'ratio' },
  'search-vs-ilike': { title: 'search for a rare word', peer: 'ilike', target: 1 / 100, of: 'ratio' },
  'list-buffers': { title: 'buffers read for a list', peer: 'node-http', target: 15, of: 'ours' },
  'express-overhead': {
    title: 'GET /runtime in Express 5',
    peer: 'express',
    target: 1,
    of: 'ratio',
  },
} as const satisfies Record<string, ServerTarget>;

export type ServerRowId = keyof typeof SERVER_TARGETS;
export const SERVER_ROW_IDS = Object.keys(SERVER_TARGETS) as ServerRowId[];

export const targetOf = (id: ServerRowId): ServerTarget => SERVER_TARGETS[id];
