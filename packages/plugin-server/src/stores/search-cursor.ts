import * as v from 'valibot';
import { badField } from '../http-error.ts';
import { isStorableText } from '../json-safety.ts';

export const SORT_ORDERS = ['downloads', 'rating', 'newest', 'name'] as const;
export type SortOrder = (typeof SORT_ORDERS)[number];

interface SortKey {
  /** Of a plugin `p`. An index has the same expression. */
  sql: string;
  type: 'bigint' | 'integer' | 'numeric' | 'double precision' | 'text';
}

/** What each order goes by; the id breaks ties, in bytes, so that pages do not depend on the database's locale. All ascend. */
export const SORT_KEYS: Readonly<Record<SortOrder, readonly SortKey[]>> = {
  downloads: [{ sql: '(-p.downloads)', type: 'bigint' }],
  rating: [
    { sql: '(-p.rating)', type: 'double precision' },
    { sql: '(-p.rating_count)', type: 'integer' },
  ],
  newest: [
    {
      sql: `(-extract(epoch FROM p.published_at - '2000-01-01 00:00:00+00'::timestamptz))`,
      type: 'numeric',
    },
  ],
  name: [{ sql: 'p.sort_name', type: 'text' }],
};

const LIMIT: Record<'bigint' | 'integer', bigint> = { bigint: 2n ** 63n, integer: 2n ** 31n };
const VALID: Record<SortKey['type'], (key: string) => boolean> = {
  bigint: (key) => isWhole(key, LIMIT.bigint),
  integer: (key) => isWhole(key, LIMIT.integer),
  numeric: (key) => /^-?\d{1,20}(?:\.\d{1,20})?$/.test(key),
  'double precision': (key) => /^-?\d{1,20}(?:\.\d{1,20})?(?:e[+-]?\d{1,2})?$/.test(key),
  text: isStorableText,
};

/** A number as PostgreSQL writes it. */
function isWhole(key: string, limit: bigint): boolean {
  if (!/^-?\d{1,19}$/.test(key)) return false;
  const value = BigInt(key);
  return value < limit && value >= -limit;
}

const content = v.pipe(v.array(v.pipe(v.string(), v.maxLength(1_000))), v.maxLength(5));

/**
 * The place in an order after an entry, in a form that callers have no reason to look into.
 *
 * @param keys the entry's keys in that order, and its id
 */
export function formatCursor(order: SortOrder, keys: readonly string[]): string {
  return Buffer.from(JSON.stringify([order, ...keys])).toString('base64url');
}

/**
 * The keys of {@link formatCursor}.
 *
 * @throws HttpError 400 for what this server did not make, or made for another order
 */
export function parseCursor(cursor: string, order: SortOrder): string[] {
  const [made, ...keys] = contentOf(cursor);
  const types = [...SORT_KEYS[order].map(({ type }) => type), 'text' as const];
  const fits = keys.length === types.length && types.every((type, index) => VALID[type](keys[index] ?? ''));
  if (made !== order || !fits)
    throw badField('INVALID_ARGUMENT', 'cursor', `must be a nextCursor of a search with sortBy=${order}`);
  return keys;
}

function contentOf(cursor: string): string[] {
  if (!/^[\w-]{1,8000}$/.test(cursor)) return [];
  try {
    const parsed = v.safeParse(content, JSON.parse(Buffer.from(cursor, 'base64url').toString()));
    return parsed.success ? parsed.output : [];
  } catch {
    return [];
  }
}
