import compare from 'semver/functions/compare.js';
import { pluginNotFound } from '../http-error.ts';
import type { Actor } from './audit.ts';
import { DETAIL_MEMBERS, VERSION_JSON } from './catalogue-json.ts';
import { ISO_TIME } from './install-json.ts';
import { integer, optionalText, text } from './row.ts';
import { formatCursor, parseCursor, type SortOrder } from './search-cursor.ts';
import { type CatalogueFilter, pageStatement, type Query, similarStatement } from './search-statement.ts';
import type { Row, SqlDatabase, Statement } from './sql.ts';
import { forUser } from './user-scope.ts';

export type { CatalogueFilter } from './search-statement.ts';

/** How a search is shown. */
interface Shown {
  sortBy: SortOrder;
  limit: number;
}

/** Entries are JSON, with commas between them. */
export interface CataloguePage {
  items: string;
  total: number;
  /** `null` on the last page. */
  nextCursor: string | null;
  /** Nothing has the words: these have names like them. */
  similar: boolean;
}

export interface CatalogueStore {
  /** One page, from 1, and how many entries there are. */
  page(filter: CatalogueFilter, shown: Shown & { page: number }): Promise<CataloguePage>;
  /**
   * The entries after a cursor, or the first for an empty one.
   *
   * @throws HttpError 400 for a cursor of another order, or of nobody's making
   */
  after(
    filter: CatalogueFilter,
    shown: Shown & { cursor: string },
  ): Promise<{ items: string; nextCursor: string | null; similar: boolean }>;
  /** One plugin in full, as JSON. 404 for one that the catalogue does not have. */
  detail(actor: Actor, pluginId: string): Promise<string>;
  /** All versions of a plugin, the highest first, as JSON with commas between them. 404 for a plugin it does not have. */
  versions(pluginId: string): Promise<string>;
  /** The bytes with this hash. */
  bundle(sha256: string): Promise<Uint8Array | undefined>;
}

/** Versions that a plugin is shown with; the others have a list of their own. */
const SHOWN_VERSIONS = 5;

const DETAIL: Statement = {
  name: 'plugin_catalogue_detail',
  text: `SELECT ${DETAIL_MEMBERS} AS members, up.plugin_id IS NOT NULL AS installed, up.version AS installed_version, r.rating,
           (SELECT json_agg(json_build_object('version', v.version, 'status', v.status, 'publishedAt', ${ISO_TIME('v.published_at')}))
            FROM plugin_versions v WHERE v.plugin_id = p.id)::text AS versions
         FROM plugins p
         LEFT JOIN user_plugins up ON up.user_id = $1 AND up.tenant_id = $2 AND up.plugin_id = p.id
         LEFT JOIN plugin_ratings r ON r.user_id = $1 AND r.tenant_id = $2 AND r.plugin_id = p.id
         WHERE p.id = $3`,
};
const VERSIONS: Statement = {
  name: 'plugin_catalogue_versions',
  text: `SELECT v.version, ${VERSION_JSON} AS item FROM plugin_versions v WHERE v.plugin_id = $1`,
};
const BUNDLE: Statement = {
  name: 'plugin_bundle',
  text: 'SELECT content FROM plugin_blobs WHERE sha256 = $1',
};

/** The marketplace in a database. */
export function createCatalogueStore(db: SqlDatabase): CatalogueStore {
  const read = async ({ statement, values }: Query): Promise<Row> =>
    (await db.read(statement, values))[0] ?? {};

  async function similar(filter: CatalogueFilter, limit: number): Promise<CataloguePage> {
    if (filter.words.length === 0) return { items: '', total: 0, nextCursor: null, similar: false };
    const row = await read(similarStatement(filter, limit));
    const total = integer(row, 'total');
    return { items: text(row, 'items'), total, nextCursor: null, similar: total > 0 };
  }

  return {
    async page(filter, { page, limit, sortBy }) {
      const row = await read(pageStatement(filter, { sortBy, limit, offset: (page - 1) * limit }));
      const total = integer(row, 'total');
      if (total === 0 && page === 1) return similar(filter, limit);
      return { items: text(row, 'items'), total, nextCursor: cursorOf(row, sortBy), similar: false };
    },

    async after(filter, { cursor, limit, sortBy }) {
      const after = cursor === '' ? {} : { after: parseCursor(cursor, sortBy) };
      const row = await read(pageStatement(filter, { sortBy, limit, ...after }));
      const items = text(row, 'items');
      if (items === '' && cursor === '') return similar(filter, limit);
      return { items, nextCursor: cursorOf(row, sortBy), similar: false };
    },

    detail: ({ userId, tenantId }, pluginId) =>
      forUser(userId, async () => {
        const [row] = await db.read(DETAIL, [userId, tenantId, pluginId]);
        if (!row) throw pluginNotFound();
        const versions = highestFirst<{ version: string }>(JSON.parse(optionalText(row, 'versions') ?? '[]'));
        const more = {
          versionCount: versions.length,
          versions: versions.slice(0, SHOWN_VERSIONS),
          installed: row.installed === true,
          installedVersion: optionalText(row, 'installed_version'),
          ownRating: row.rating === null ? null : integer(row, 'rating'),
        };
        return `${text(row, 'members')},${JSON.stringify(more).slice(1)}`;
      }),

    async versions(pluginId) {
      const rows = await db.read(VERSIONS, [pluginId]);
      if (rows.length === 0) throw pluginNotFound();
      const versions = rows.map((row) => ({ version: text(row, 'version'), item: text(row, 'item') }));
      return highestFirst(versions)
        .map(({ item }) => item)
        .join(',');
    },

    async bundle(sha256) {
      const [row] = await db.read(BUNDLE, [sha256]);
      return row?.content instanceof Uint8Array ? row.content : undefined;
    },
  };
}

/** What comes after a page, if anything does. */
function cursorOf(row: Row, sortBy: SortOrder): string | null {
  const last = optionalText(row, 'last');
  return last === null ? null : formatCursor(sortBy, JSON.parse(last));
}

/** PostgreSQL does not know which of 1.10.0 and 1.9.0 is higher. */
function highestFirst<V extends { version: string }>(versions: readonly V[]): V[] {
  return [...versions].sort((a, b) => compare(b.version, a.version));
}
