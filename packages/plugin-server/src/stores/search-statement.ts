import { ENTRY_JSON } from './catalogue-json.ts';
import { SORT_KEYS, type SortOrder } from './search-cursor.ts';
import type { Statement } from './sql.ts';

export interface CatalogueFilter {
  /** Each of them must be in the text of an entry. */
  words: readonly string[];
  category: string | undefined;
  featured: boolean | undefined;
  verified: boolean | undefined;
}

export interface CatalogueWindow {
  sortBy: SortOrder;
  limit: number;
  /** How many entries to skip: then the number of all is counted, too. */
  offset?: number;
  /** The entry to begin after, by its keys and id. */
  after?: readonly string[];
}

/** A statement with what it is about. */
export interface Query {
  statement: Statement | string;
  values: readonly unknown[];
}

/** A trigram index answers for each of the longest; the others are looked for in what these leave. Shorter than three characters, none does. */
const INDEXED_WORDS = 3;

/**
 * One page: `items` as JSON with commas between them, `last` with the keys of the last one where more follow, and `total` where there is an
 * offset.
 *
 * Without words it has few forms, which are prepared. With words PostgreSQL plans it each time, since the best plan depends on how rare they are.
 */
export function pageStatement(filter: CatalogueFilter, page: CatalogueWindow): Query {
  const { sortBy, limit, offset, after } = page;
  const { values, parameter } = createValues();
  const keys = SORT_KEYS[sortBy];
  const names = keys.map((_key, index) => `k${index}`);
  const order = [...names, 'id COLLATE "C"'].join(', ');
  const clauses = conditions(filter, parameter);
  if (after) {
    const place = after.map((key, index) => `${parameter(key)}::${keys[index]?.type ?? 'text'}`);
    clauses.push(
      `(${[...keys.map(({ sql }) => sql), 'p.id COLLATE "C"'].join(', ')}) > (${place.join(', ')})`,
    );
  }
  const count = parameter(limit);
  const skip = offset === undefined ? '' : `OFFSET ${parameter(offset)}`;
  // To be counted, what words find is found anyway, so it is found once. PostgreSQL, left to choose, may walk an order through the whole
  // catalogue in the hope of meeting it, which is the best way only where nothing is counted.
  const counted = offset !== undefined;
  const found = counted && filter.words.length > 0 ? 'MATERIALIZED' : 'NOT MATERIALIZED';
  const text = `
    WITH found AS ${found} (
      SELECT p.id, ${keys.map(({ sql }, index) => `${sql} AS k${index}`).join(', ')}
      FROM plugins p WHERE ${clauses.join(' AND ') || 'true'}
    ), page AS (
      SELECT * FROM found ORDER BY ${order} LIMIT ${count}::integer + 1 ${skip}
    ), numbered AS (
      SELECT page.*, row_number() OVER (ORDER BY ${order}) AS n FROM page
    )
    SELECT coalesce(string_agg(${ENTRY_JSON}, ',' ORDER BY n) FILTER (WHERE n <= ${count}::integer), '') AS items,
      CASE WHEN count(*) > ${count}::integer THEN
        max(array_to_json(ARRAY[${names.map((name) => `${name}::text`).join(', ')}, p.id])::text) FILTER (WHERE n = ${count}::integer)
      END AS last
      ${counted ? ', (SELECT count(*) FROM found) AS total' : ''}
    FROM numbered JOIN plugins p ON p.id = numbered.id`;
  if (filter.words.length > 0) return { statement: text, values };
  const form = [sortBy, counted ? 'page' : 'after', after ? 'next' : 'first', ...formOf(filter)];
  return { statement: { name: `plugin_search_${form.join('_')}`, text }, values };
}

/** Entries with a name like the words, the likest first, for words that nothing has. */
export function similarStatement(filter: CatalogueFilter, limit: number): Query {
  const { values, parameter } = createValues();
  const wanted = parameter(filter.words.join(' '));
  const most = parameter(limit);
  const clauses = conditions({ ...filter, words: [] }, parameter);
  const text = `
    SELECT coalesce(string_agg(${ENTRY_JSON}, ',' ORDER BY s.likeness DESC, p.id COLLATE "C"), '') AS items, count(*) AS total
    FROM plugin_similar(${wanted}, ${most}) s JOIN plugins p ON p.id = s.plugin_id
    WHERE ${clauses.join(' AND ') || 'true'}`;
  return { statement: { name: ['plugin_similar', ...formOf(filter)].join('_'), text }, values };
}

function conditions(filter: CatalogueFilter, parameter: (value: unknown) => string): string[] {
  const clauses: string[] = [];
  const words = [...new Set(filter.words)].sort((a, b) => b.length - a.length);
  for (const word of words.slice(0, INDEXED_WORDS))
    clauses.push(`p.search_text LIKE plugin_pattern(${parameter(word)})`);
  const others = words.slice(INDEXED_WORDS);
  if (others.length > 0)
    clauses.push(
      `p.search_text LIKE ALL (SELECT plugin_pattern(w) FROM unnest(${parameter(others)}::text[]) w)`,
    );
  if (filter.category !== undefined)
    clauses.push(`p.categories @> ARRAY[${parameter(filter.category)}::text]`);
  if (filter.featured !== undefined) clauses.push(filter.featured ? 'p.featured' : 'NOT p.featured');
  if (filter.verified !== undefined) clauses.push(filter.verified ? 'p.verified' : 'NOT p.verified');
  return clauses;
}

/** What in a filter makes another text of the statement. */
function formOf({ category, featured, verified }: CatalogueFilter): string[] {
  return [
    category === undefined ? '' : 'c',
    featured === undefined ? '' : `f${Number(featured)}`,
    verified === undefined ? '' : `v${Number(verified)}`,
  ].filter((part) => part !== '');
}

function createValues() {
  const values: unknown[] = [];
  return {
    values,
    /** `$1` and so on. */
    parameter(value: unknown): string {
      values.push(value);
      return `$${values.length}`;
    },
  };
}
