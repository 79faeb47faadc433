import type { PluginManifest } from '@fluxstudio/plugin-protocol/manifest/manifest';
import { useCallback, useMemo, useRef, useState } from 'react';
import type { MarketplaceEntry } from '../../backend/backend.ts';
import type { PermissionPrompt } from '../consent/use-permission-prompt.tsx';
import { usePluginHost } from '../plugin-host-provider.tsx';
import { useStrings } from '../strings/use-strings.tsx';
import { Button } from '../ui/button.tsx';
import { CardSkeleton } from '../ui/card-skeleton.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { SearchIcon } from '../ui/icons.tsx';
import { useDebounced } from '../ui/use-debounced.ts';
import { usePlugins } from '../use-plugins.ts';
import type { MarketplaceLayout } from './marketplace-card.tsx';
import { MarketplaceFilters } from './marketplace-filters.tsx';
import type { InstallActions } from './marketplace-install-button.tsx';
import { MarketplaceNeedsDialog } from './marketplace-needs-dialog.tsx';
import { MarketplaceProblem } from './marketplace-problem.tsx';
import { type MarketplaceFilters as Filters, NO_FILTERS } from './marketplace-query.ts';
import { MarketplaceResults } from './marketplace-results.tsx';
import { PluginDetail } from './plugin-detail.tsx';
import { useMarketplace } from './use-marketplace.ts';
import { useMarketplaceCategories } from './use-marketplace-categories.ts';
import { useMarketplaceInstall } from './use-marketplace-install.ts';

/** Long enough that a typed word is one request, short enough to feel immediate. Milliseconds. */
const SEARCH_DELAY = 250;

export interface MarketplaceListProps {
  readonly filters: Filters;
  onFilters(filters: Filters): void;
  readonly layout: MarketplaceLayout;
  onLayout(layout: MarketplaceLayout): void;
  /** The categories to choose from. Left out: those of the plugins that were found. */
  readonly categories?: readonly string[] | undefined;
  readonly trustedImageHosts?: readonly string[] | undefined;
  readonly onAsk: PermissionPrompt;
  onInstall(manifest: PluginManifest, permissions: string[]): Promise<void>;
  readonly onSignIn?: (() => void) | undefined;
}

/** The marketplace: search, choose, sort, look closer, install. */
export function MarketplaceList(props: MarketplaceListProps) {
  const { filters, onFilters, layout, onLayout, onAsk, onInstall, onSignIn } = props;
  const { text } = useStrings();
  const { backend } = usePluginHost();
  const typed = filters.query.trim();
  const query = useDebounced(typed, SEARCH_DELAY);
  const { results, loading, error, loadMore, retry, reload } = useMarketplace({ ...filters, query });
  const categories = useMarketplaceCategories(results?.entries, props.categories, filters.category);
  const plugins = usePlugins();
  const installed = useMemo(() => new Set(plugins.map(({ manifest }) => manifest.id)), [plugins]);
  const { states, question, install, cancel, dismiss } = useMarketplaceInstall({ onAsk, onInstall });
  const actions = useMemo<InstallActions>(
    () => ({ install, cancel, dismiss, reload, signIn: onSignIn }),
    [install, cancel, dismiss, reload, onSignIn],
  );
  const [shown, setShown] = useState<MarketplaceEntry | null>(null);
  const open = useCallback((entry: MarketplaceEntry) => setShown(entry), []);
  const top = useRef<HTMLDivElement>(null);

  const searching = loading || query !== typed;
  const none = results?.entries.length === 0 && error === null && !searching;
  const filtered = filters.category !== '' || filters.verified || filters.featured;
  const clear = () => {
    onFilters({ ...NO_FILTERS, sortBy: filters.sortBy });
    // The button is gone then.
    top.current?.querySelector<HTMLElement>('input[type="search"]')?.focus();
  };

  return (
    <div ref={top} className="space-y-4">
      <MarketplaceFilters
        filters={filters}
        onFilters={onFilters}
        layout={layout}
        onLayout={onLayout}
        categories={categories}
      />
      <p role="status" className="sr-only">
        {searching
          ? text('marketplace.searching')
          : results && error === null
            ? text('marketplace.found', { count: results.total })
            : ''}
      </p>
      {error !== null && !results && (
        <MarketplaceProblem
          title={text('marketplace.failed')}
          error={error}
          onRetry={retry}
          onSignIn={onSignIn}
        />
      )}
      {!results && loading && <CardSkeleton />}
      {none && <NothingFound query={query} filtered={filtered} onClear={clear} />}
      {results?.similar && !searching && (
        <p className="text-[13px] text-neutral-700 dark:text-neutral-300">{text('marketplace.similar')}</p>
      )}
      {results && results.entries.length > 0 && (
        <MarketplaceResults
          // Another search starts at the top, with nothing measured.
          key={results.search}
          entries={results.entries}
          total={results.total}
          hasMore={results.hasMore}
          busy={searching}
          loading={loading}
          error={error}
          layout={layout}
          installed={installed}
          states={states}
          actions={actions}
          onOpen={backend.getMarketplacePlugin ? open : undefined}
          onMore={loadMore}
          onRetry={retry}
        />
      )}
      {shown && (
        <PluginDetail
          entry={shown}
          state={states.get(shown.id)}
          actions={actions}
          trustedImageHosts={props.trustedImageHosts}
          onClose={() => setShown(null)}
        />
      )}
      {question && <MarketplaceNeedsDialog key={question.manifest.id} question={question} />}
    </div>
  );
}

interface NothingFoundProps {
  readonly query: string;
  readonly filtered: boolean;
  onClear(): void;
}

function NothingFound({ query, filtered, onClear }: NothingFoundProps) {
  const { text } = useStrings();
  const asked = query !== '' || filtered;
  return (
    <EmptyState
      icon={<SearchIcon className="h-5 w-5" />}
      title={text(asked ? 'marketplace.none' : 'marketplace.empty')}
      text={
        query
          ? text('marketplace.none.query', { query })
          : text(filtered ? 'marketplace.none.filters' : 'marketplace.empty.text')
      }
    >
      {asked && (
        <Button onClick={onClear}>
          {text(filtered ? 'marketplace.clear.filters' : 'marketplace.clear')}
        </Button>
      )}
    </EmptyState>
  );
}
