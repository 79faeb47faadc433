import type { LoadModule } from '../modules.ts';

/** Every contender is mounted here. */
export const MOUNT = '/api/plugins';

/** An answer that is always the same. */
export interface StaticDocument {
  headers: Record<string, string>;
  body: string;
}

/** What a contender is started with. */
export interface Setup {
  load: LoadModule;
  connectionString: string;
  /** What hand-written servers answer to `GET /runtime`: what ours does. */
  document: StaticDocument;
}

/** There is nothing to forge in a benchmark: the token is the user's id. */
export const userOf = (authorization: string | undefined): string | undefined =>
  authorization?.startsWith('Bearer ') ? authorization.slice('Bearer '.length) : undefined;
