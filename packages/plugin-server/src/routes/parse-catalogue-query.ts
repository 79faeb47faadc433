import { isStorableText } from '../json-safety.ts';
import { LIMITS } from '../limits.ts';
import { SORT_ORDERS, type SortOrder } from '../stores/search-cursor.ts';
import type { CatalogueFilter } from '../stores/search-statement.ts';

const DEFAULT_PAGE_SIZE = 20;

export interface CatalogueQuery {
  filter: CatalogueFilter;
  sortBy: SortOrder;
  /** From 1. */
  page: number;
  limit: number;
  /** Present, if empty, when whoever asks wants cursors in the place of pages. */
  cursor: string | undefined;
}

/**
 * Reads the parameters of a search. Every one of them is only a wish: what makes no sense falls back, nothing fails. A cursor is none, and is
 * looked at where it is used.
 */
export function parseCatalogueQuery(parameters: URLSearchParams): CatalogueQuery {
  return {
    filter: {
      words: words(parameters.get('query')),
      category: phrase(parameters.get('category')),
      featured: flag(parameters.get('featured')),
      verified: flag(parameters.get('verified')),
    },
    sortBy: order(parameters.get('sortBy')),
    page: clamp(parameters.get('page'), 1, LIMITS.page),
    limit: clamp(parameters.get('limit'), DEFAULT_PAGE_SIZE, LIMITS.pageSize),
    cursor: parameters.get('cursor') ?? undefined,
  };
}

function phrase(value: string | null): string | undefined {
  // Cut by characters, not by halves of them.
  const text = [...(value ?? '').replaceAll('\0', '').trim()].slice(0, LIMITS.queryLength).join('');
  return text === '' || !isStorableText(text) ? undefined : text;
}

function words(value: string | null): string[] {
  return phrase(value)?.split(/\s+/u) ?? [];
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
