import { useCallback, useEffect, useState } from 'react';
import type { MarketplaceEntry, MarketplaceQuery } from '../../backend/backend.ts';
import { usePluginHost } from '../plugin-host-provider.tsx';
import type { MarketplaceFilters } from './marketplace-query.ts';

/** Fills whole rows of two, three and four cards. */
const PAGE_SIZE = 48;

interface Results {
  readonly search: string;
  readonly entries: readonly MarketplaceEntry[];
  readonly total: number;
  readonly hasMore: boolean;
  readonly nextCursor: string | undefined;
  /** These only have names like the words that were looked for. */
  readonly similar: boolean;
}

/** What is asked for. */
interface Wanted {
  readonly search: string;
  readonly page: number;
  /** In the place of the page, where the one before had it. */
  readonly cursor?: string | undefined;
  readonly attempt: number;
}

export interface Marketplace {
  readonly loading: boolean;
  /** What went wrong, or `null`. */
  readonly error: unknown;
  /** What was found last; stays while the next search runs. `null` before the first answer. */
  readonly results: Results | null;
  loadMore(): void;
  retry(): void;
  /** Searches anew, from the first page. */
  reload(): void;
}

/** Searches the marketplace page by page. A new search aborts the one under way. */
export function useMarketplace({
  query,
  category,
  sortBy,
  verified,
  featured,
}: MarketplaceFilters): Marketplace {
  const { backend } = usePluginHost();
  const search = JSON.stringify([query, category, sortBy, verified, featured]);
  const [results, setResults] = useState<Results | null>(null);
  const [ended, setEnded] = useState<{ request: string; error: unknown } | null>(null);
  const [wanted, setWanted] = useState<Wanted>({ search, page: 1, attempt: 0 });
  const { attempt } = wanted;
  // A new search starts at the first page. How far the last one went is forgotten: it may come back, without its entries.
  const { page, cursor } = wanted.search === search ? wanted : { page: 1 };
  if (wanted.search !== search) setWanted({ search, page, attempt });
  const request = `${attempt} ${page} ${search}`;
  // From the very render that asks for it: whoever sees the end of the list would ask for the next page as well.
  const loading = ended?.request !== request;
  const error = loading ? null : ended.error;

  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    const asked: MarketplaceQuery = {
      sortBy,
      page,
      limit: PAGE_SIZE,
      ...(cursor && { cursor }),
      ...(query && { query }),
      ...(category && { category }),
      ...(verified && { verified }),
      ...(featured && { featured }),
    };
    backend.searchMarketplace(asked, { signal }).then(
      ({ plugins, total, hasMore, nextCursor, similar = false }) => {
        if (signal.aborted) return;
        setResults((before) => {
          const known = page > 1 && before?.search === search ? before : undefined;
          const entries = append(known?.entries ?? [], plugins);
          return {
            search,
            entries,
            // What was found first, where a later page does not say.
            total: total ?? known?.total ?? entries.length,
            hasMore,
            nextCursor: nextCursor ?? undefined,
            similar,
          };
        });
        setEnded({ request, error: null });
      },
      (error: unknown) => {
        if (!signal.aborted) setEnded({ request, error });
      },
    );
    return () => controller.abort();
  }, [backend, query, category, sortBy, verified, featured, search, page, cursor, request]);

  const next = results?.search === search ? results.nextCursor : undefined;
  const loadMore = useCallback(
    () => setWanted({ search, page: page + 1, cursor: next, attempt }),
    [search, page, next, attempt],
  );
  const retry = useCallback(
    () => setWanted({ search, page, cursor, attempt: attempt + 1 }),
    [search, page, cursor, attempt],
  );
  const reload = useCallback(() => setWanted({ search, page: 1, attempt: attempt + 1 }), [search, attempt]);

  return {
    // Beside an error, what another search found would look like the answer to this one.
    results: error !== null && results?.search !== search ? null : results,
    loading,
    error,
    loadMore,
    retry,
    reload,
  };
}

/** A plugin published between two pages shifts the list, and an entry comes twice. */
function append(known: readonly MarketplaceEntry[], more: readonly MarketplaceEntry[]): MarketplaceEntry[] {
  const ids = new Set(known.map(({ manifest }) => manifest.id));
  const fresh = more.filter(({ manifest: { id } }) => !ids.has(id) && ids.add(id));
  return [...known, ...fresh];
}
