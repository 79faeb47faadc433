import type { JsonObject } from '../json-safety.ts';
import { integer, isoTime, optionalText, parsedJson, parsedObject, text } from './row.ts';
import type { Row, Sql } from './sql.ts';

/** Where a bundle's bytes are, and what they must hash to. */
export interface BundleRef {
  sha256: string;
  /** `sha384-<base64>` */
  integrity: string;
  size: number;
}

/** The column of {@link BundleRef}s, which a LEFT JOIN or a subselect leaves empty. */
export function parsedBundle(row: Row): BundleRef | null {
  return row.bundle === null ? null : JSON.parse(text(row, 'bundle'));
}

export const SORT_ORDERS = ['downloads', 'rating', 'newest', 'name'] as const;
export type SortOrder = (typeof SORT_ORDERS)[number];

export interface CatalogueQuery {
  query: string | undefined;
  category: string | undefined;
  featured: boolean | undefined;
  verified: boolean | undefined;
  sortBy: SortOrder;
  /** From 1. */
  page: number;
  limit: number;
}

/** One plugin of the marketplace, as the API shows it. */
export interface CatalogueEntry {
  id: string;
  manifest: JsonObject;
  downloads: number;
  rating: number;
  ratingCount: number;
  featured: boolean;
  verified: boolean;
  categories: string[];
  screenshots: string[];
  changelog?: string;
  publishedAt: string;
  updatedAt: string;
  /** Bundle of the version in `manifest`. */
  bundle: BundleRef | null;
}

export interface CatalogueStore {
  search(query: CatalogueQuery): Promise<{ plugins: CatalogueEntry[]; total: number }>;
  /** The bytes with this hash. */
  bundle(sha256: string): Promise<Uint8Array | undefined>;
}

// The id breaks ties, in bytes, so that pages neither overlap nor depend on the database's locale.
const ORDER: Record<SortOrder, string> = {
  downloads: 'p.downloads DESC',
  rating: 'p.rating DESC, p.rating_count DESC',
  newest: 'p.published_at DESC',
  name: 'lower(p.name) COLLATE "C"',
};

const COLUMNS = `p.id, p.manifest::text AS manifest, p.downloads, p.rating, p.rating_count, p.featured, p.verified,
  array_to_json(p.categories)::text AS categories, array_to_json(p.screenshots)::text AS screenshots, p.changelog,
  p.published_at, p.updated_at,
  (SELECT json_build_object('sha256', b.sha256, 'integrity', b.integrity, 'size', b.size)::text
   FROM plugin_versions v JOIN plugin_blobs b ON b.sha256 = v.bundle_sha256
   WHERE v.plugin_id = p.id AND v.version = p.latest_version AND v.status = 'published') AS bundle`;

/** The marketplace in a database. */
export function createCatalogueStore(db: Sql): CatalogueStore {
  return {
    async search(query) {
      const { where, values } = conditions(query);
      const [count] = await db.query(`SELECT count(*) AS total FROM plugins p WHERE ${where}`, values);
      const rows = await db.query(
        `SELECT ${COLUMNS} FROM plugins p WHERE ${where}
         ORDER BY ${ORDER[query.sortBy]}, p.id COLLATE "C" LIMIT $${values.length + 1} OFFSET $${values.length + 2}`,
        [...values, query.limit, (query.page - 1) * query.limit],
      );
      return { plugins: rows.map(toEntry), total: count ? integer(count, 'total') : 0 };
    },

    async bundle(sha256) {
      const [row] = await db.query('SELECT content FROM plugin_blobs WHERE sha256 = $1', [sha256]);
      return row?.content instanceof Uint8Array ? row.content : undefined;
    },
  };
}

function conditions(query: CatalogueQuery): { where: string; values: unknown[] } {
  const clauses = ['true'];
  const values: unknown[] = [];
  const add = (value: unknown, clause: (parameter: string) => string): void => {
    values.push(value);
    clauses.push(clause(`$${values.length}`));
  };
  if (query.query !== undefined) {
    const pattern = `%${query.query.replace(/[\\%_]/g, '\\$&')}%`;
    add(pattern, (p) => {
      const columns = ['p.id', 'p.name', 'p.description', `array_to_string(p.keywords, ' ')`];
      return `(${columns.map((column) => `${column} ILIKE ${p}`).join(' OR ')})`;
    });
  }
  if (query.category !== undefined) add(query.category, (p) => `${p} = ANY (p.categories)`);
  if (query.featured !== undefined) add(query.featured, (p) => `p.featured = ${p}`);
  if (query.verified !== undefined) add(query.verified, (p) => `p.verified = ${p}`);
  return { where: clauses.join(' AND '), values };
}

function toEntry(row: Row): CatalogueEntry {
  const changelog = optionalText(row, 'changelog');
  return {
    id: text(row, 'id'),
    manifest: parsedObject(row, 'manifest'),
    downloads: integer(row, 'downloads'),
    rating: Number(row.rating),
    ratingCount: integer(row, 'rating_count'),
    featured: row.featured === true,
    verified: row.verified === true,
    categories: parsedJson(row, 'categories') as string[],
    screenshots: parsedJson(row, 'screenshots') as string[],
    ...(changelog === null ? {} : { changelog }),
    publishedAt: isoTime(row, 'published_at'),
    updatedAt: isoTime(row, 'updated_at'),
    bundle: parsedBundle(row),
  };
}
