import { isStorableText } from '../json-safety.ts';
import { LIMITS } from '../limits.ts';
import { json } from '../response.ts';
import type { UserRoute } from '../router.ts';
import {
  type CatalogueQuery,
  type CatalogueStore,
  SORT_ORDERS,
  type SortOrder,
} from '../stores/catalogue-store.ts';

const DEFAULT_PAGE_SIZE = 20;

/** Searching the catalogue. */
export function marketplaceRoutes(catalogue: CatalogueStore): UserRoute[] {
  return [
    {
      method: 'GET',
      path: '/marketplace',
      access: 'user',
      async handle({ query }) {
        const search = parseCatalogueQuery(query);
        const { plugins, total } = await catalogue.search(search);
        const { page, limit } = search;
        return json(200, { success: true, plugins, total, page, limit, hasMore: page * limit < total });
      },
    },
  ];
}

/** Reads the parameters of a search. Every one of them is only a wish: what makes no sense falls back, nothing fails. */
export function parseCatalogueQuery(parameters: URLSearchParams): CatalogueQuery {
  return {
    query: word(parameters.get('query')),
    category: word(parameters.get('category')),
    featured: flag(parameters.get('featured')),
    verified: flag(parameters.get('verified')),
    sortBy: order(parameters.get('sortBy')),
    page: clamp(parameters.get('page'), 1, LIMITS.page),
    limit: clamp(parameters.get('limit'), DEFAULT_PAGE_SIZE, LIMITS.pageSize),
  };
}

function word(value: string | null): string | undefined {
  // Cut by characters, not by halves of them.
  const text = [...(value ?? '').replaceAll('\0', '').trim()].slice(0, LIMITS.queryLength).join('');
  return text === '' || !isStorableText(text) ? undefined : text;
}

function flag(value: string | null): boolean | undefined {
  if (value === 'true' || value === '1') return true;
  if (value === 'false' || value === '0') return false;
  return undefined;
}

function order(value: string | null): SortOrder {
  return SORT_ORDERS.find((name) => name === value) ?? 'downloads';
}

function clamp(value: string | null, fallback: number, max: number): number {
  const number = value === null || value.trim() === '' ? Number.NaN : Number(value);
  if (Number.isNaN(number)) return fallback;
  return Math.min(Math.max(Math.trunc(number), 1), max);
}
