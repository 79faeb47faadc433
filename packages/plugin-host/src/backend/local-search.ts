import type { MarketplaceEntry, MarketplacePage, MarketplaceQuery } from './backend.ts';

/** The bounds of plugin-server, so that an app that moves to it finds the same. */
const QUERY_LENGTH = 200;
const PAGE_SIZE = 20;
const MAX_PAGE_SIZE = 100;
const MAX_PAGE = 100_000;

type Order = (a: MarketplaceEntry, b: MarketplaceEntry) => number;

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const ORDERS = new Map<unknown, Order>([
  ['downloads', (a, b) => b.downloads - a.downloads],
  ['rating', (a, b) => b.rating - a.rating || b.ratingCount - a.ratingCount],
  ['newest', (a, b) => compare(b.publishedAt, a.publishedAt)],
  ['name', (a, b) => compare(fold(a.manifest.name), fold(b.manifest.name))],
]);
const DEFAULT_ORDER: Order = (a, b) => b.downloads - a.downloads;

/** One page of the entries that fit, in the way plugin-server searches: what makes no sense in a query falls back, nothing fails. */
export function searchEntries(
  entries: readonly MarketplaceEntry[],
  query: MarketplaceQuery,
): MarketplacePage {
  const page = clamp(query.page, 1, MAX_PAGE);
  const limit = clamp(query.limit, PAGE_SIZE, MAX_PAGE_SIZE);
  const order = ORDERS.get(query.sortBy) ?? DEFAULT_ORDER;
  // The id breaks ties, so that pages do not overlap.
  const found = entries
    .filter((entry) => fits(entry, query))
    .sort((a, b) => order(a, b) || compare(a.id, b.id));
  const total = found.length;
  const plugins = structuredClone(found.slice((page - 1) * limit, page * limit));
  return { plugins, total, page, limit, hasMore: page * limit < total };
}

function fits(entry: MarketplaceEntry, { query, category, featured, verified }: MarketplaceQuery): boolean {
  const { id, manifest, categories } = entry;
  const { name, description = '', keywords = [] } = manifest;
  // A line each, so that no word is found across two of them.
  const text = fold([id, name, description, ...keywords].join('\n'));
  return (
    cut(query)
      .split(/\s+/)
      .every((word) => text.includes(fold(word))) &&
    (cut(category) === '' || categories.includes(cut(category))) &&
    (featured === undefined || entry.featured === featured) &&
    (verified === undefined || entry.verified === verified)
  );
}

/** As the server compares text: forms of a character and its case do not matter, and the three sigmas are one letter. */
function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll('ς', 'σ');
}

/** Cut by characters, not by halves of them. */
function cut(text = ''): string {
  return [...text.replaceAll('\0', '').trim()].slice(0, QUERY_LENGTH).join('');
}

function clamp(value: number | undefined, fallback: number, max: number): number {
  if (value === undefined || Number.isNaN(value)) return fallback;
  return Math.min(Math.max(Math.trunc(value), 1), max);
}
