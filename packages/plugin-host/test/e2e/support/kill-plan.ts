export type Write = 'install' | 'update' | 'settings' | 'storage';

/** Where a page stands still: the last two are on the server, which then does not go on either. */
export type KillPoint =
  | 'transaction'
  | 'put'
  | 'put sent'
  | 'commit'
  | 'complete'
  | 'answer'
  | 'resolved'
  | 'request arrived'
  | 'before the answer';

/** What a page is opened for. */
export interface PageRequest {
  backend: 'local' | 'http';
  /** Of each test another one: no test finds what another left. */
  user: string;
  write: Write;
  /** `write` stands still at the point, `look` says what is there. */
  step: 'write' | 'look';
  point: KillPoint;
}

/** What has to be found afterwards. */
export type Outcome = 'old' | 'new' | 'either';

/** In the order in which a write comes by. */
export const DATABASE_POINTS: readonly [KillPoint, Outcome][] = [
  ['transaction', 'old'],
  ['put', 'old'],
  ['put sent', 'either'],
  ['commit', 'either'],
  ['complete', 'new'],
  ['resolved', 'new'],
];

export const REQUEST_POINTS: readonly [KillPoint, Outcome][] = [
  ['request arrived', 'either'],
  ['before the answer', 'new'],
  ['answer', 'new'],
  ['resolved', 'new'],
];
