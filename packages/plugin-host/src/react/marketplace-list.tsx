import type { PluginManifest } from '@fluxstudio/plugin-protocol/manifest/manifest';
import { useId, useState } from 'react';
import { Button } from './button.tsx';
import { CardSkeleton } from './card-skeleton.tsx';
import { EmptyState } from './empty-state.tsx';
import { ErrorNote } from './error-note.tsx';
import { SearchIcon } from './icons.tsx';
import { MarketplaceCard } from './marketplace-card.tsx';
import { FIELD_CLASS } from './setting-control.tsx';
import { useDebounced } from './use-debounced.ts';
import { type MarketplaceSort, useMarketplace } from './use-marketplace.ts';
import { usePlugins } from './use-plugins.ts';

const SORTS: readonly { value: MarketplaceSort; label: string }[] = [
  { value: 'downloads', label: 'Most downloaded' },
  { value: 'rating', label: 'Best rated' },
  { value: 'newest', label: 'Newest' },
  { value: 'name', label: 'Name' },
];

/** Long enough that a typed word is one request, short enough to feel immediate. Milliseconds. */
const SEARCH_DELAY = 250;

export interface MarketplaceListProps {
  onAsk(manifest: PluginManifest): Promise<string[] | null>;
  onInstall(manifest: PluginManifest, permissions: string[]): Promise<void>;
}

/** The marketplace: search, sort, install. */
export function MarketplaceList({ onAsk, onInstall }: MarketplaceListProps) {
  const sortId = useId();
  const [text, setText] = useState('');
  const [sort, setSort] = useState<MarketplaceSort>('downloads');
  const query = useDebounced(text.trim(), SEARCH_DELAY);
  const { results, loading, error, loadMore, retry } = useMarketplace(query, sort);
  const installed = new Set(usePlugins().map((plugin) => plugin.manifest.id));
  const searching = loading || query !== text.trim();

  return (
    <div className="space-y-4">
      {/* biome-ignore lint/a11y/useSemanticElements: React 18 does not know the search element */}
      <div role="search" className="flex flex-wrap gap-2">
        <div className="relative min-w-0 flex-1 basis-56">
          <SearchIcon className="pointer-events-none absolute left-2.5 top-2 h-4 w-4 text-neutral-500 dark:text-neutral-400" />
          <input
            type="search"
            aria-label="Search plugins"
            placeholder="Search plugins"
            value={text}
            maxLength={200}
            onChange={(event) => setText(event.target.value)}
            className={`${FIELD_CLASS} pl-8`}
          />
        </div>
        <div className="flex items-center gap-2">
          <label htmlFor={sortId} className="text-[13px] text-neutral-600 dark:text-neutral-400">
            Sort by
          </label>
          <select
            id={sortId}
            value={sort}
            onChange={(event) =>
              setSort(SORTS.find(({ value }) => value === event.target.value)?.value ?? 'downloads')
            }
            className={`${FIELD_CLASS} !w-auto`}
          >
            {SORTS.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </div>
      </div>
      <p role="status" className="sr-only">
        {searching ? 'Searching…' : results && !error ? found(results.total) : ''}
      </p>
      {error && (
        <ErrorNote title="The marketplace could not be loaded" message={error}>
          <Button className="mt-2.5" onClick={retry}>
            Retry
          </Button>
        </ErrorNote>
      )}
      {!results && loading && <CardSkeleton />}
      {results && !error && results.entries.length === 0 && !searching && (
        <EmptyState
          icon={<SearchIcon className="h-5 w-5" />}
          title={query ? 'No plugins found' : 'The marketplace is empty'}
          text={
            query
              ? `Nothing matches “${query}”. Try fewer or other words.`
              : 'No plugin has been published yet.'
          }
        >
          {query && <Button onClick={() => setText('')}>Clear the search</Button>}
        </EmptyState>
      )}
      {results && results.entries.length > 0 && (
        <ul
          aria-busy={searching}
          className={`grid gap-3 transition-opacity [grid-template-columns:repeat(auto-fill,minmax(min(100%,20rem),1fr))] ${searching ? 'opacity-60' : ''}`}
        >
          {results.entries.map((entry) => (
            <MarketplaceCard
              key={entry.manifest.id}
              entry={entry}
              installed={installed.has(entry.manifest.id)}
              onAsk={onAsk}
              onInstall={onInstall}
            />
          ))}
        </ul>
      )}
      {results?.hasMore && !error && (
        <div className="flex justify-center">
          <Button onClick={loadMore} busy={loading}>
            {loading ? 'Loading…' : 'Show more'}
          </Button>
        </div>
      )}
    </div>
  );
}

function found(total: number): string {
  return total === 1 ? '1 plugin found' : `${total} plugins found`;
}
