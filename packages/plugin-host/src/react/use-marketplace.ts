import { errorMessage } from '@fluxstudio/plugin-protocol/errors';
import { useEffect, useState } from 'react';
import type { MarketplaceEntry, MarketplaceQuery } from '../backend/backend.ts';
import { usePluginHost } from './plugin-host-provider.tsx';

export type MarketplaceSort = NonNullable<MarketplaceQuery['sortBy']>;

const PAGE_SIZE = 24;

interface Results {
  readonly search: string;
  readonly entries: readonly MarketplaceEntry[];
  readonly total: number;
  readonly hasMore: boolean;
}

export interface Marketplace {
  /** What was found last; stays while the next search runs. `null` before the first answer. */
  readonly results: Results | null;
  readonly loading: boolean;
  readonly error: string | null;
  loadMore(): void;
  retry(): void;
}

/** Searches the marketplace page by page. A new search aborts the one under way. */
export function useMarketplace(query: string, sortBy: MarketplaceSort): Marketplace {
  const { backend } = usePluginHost();
  const search = `${sortBy}:${query}`;
  const [results, setResults] = useState<Results | null>(null);
  const [status, setStatus] = useState<{ loading: boolean; error: string | null }>({
    loading: true,
    error: null,
  });
  const [wanted, setWanted] = useState({ search, page: 1, attempt: 0 });
  // A new search starts at the first page, whatever the last one had reached.
  const page = wanted.search === search ? wanted.page : 1;
  const { attempt } = wanted;

  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    setStatus({ loading: true, error: null });
    backend.searchMarketplace({ query: query || undefined, sortBy, page, limit: PAGE_SIZE }, { signal }).then(
      ({ plugins, total, hasMore }) => {
        if (signal.aborted) return;
        setResults((before) => {
          const known = page > 1 && before?.search === search ? before.entries : [];
          return { search, entries: withoutRepeats([...known, ...plugins]), total, hasMore };
        });
        setStatus({ loading: false, error: null });
      },
      (error) => {
        if (!signal.aborted) setStatus({ loading: false, error: errorMessage(error) });
      },
    );
    return () => controller.abort();
  }, [backend, query, sortBy, search, page, attempt]);

  return {
    // Beside an error, what another search found would look like the answer to this one.
    results: status.error !== null && results?.search !== search ? null : results,
    ...status,
    loadMore: () => setWanted({ search, page: page + 1, attempt }),
    retry: () => setWanted({ search, page, attempt: attempt + 1 }),
  };
}

/** A plugin published between two pages shifts the list, and an entry comes twice. */
function withoutRepeats(entries: readonly MarketplaceEntry[]): MarketplaceEntry[] {
  return [...new Map(entries.map((entry) => [entry.manifest.id, entry])).values()];
}
