import { Fragment, useCallback, useMemo, useSyncExternalStore } from 'react';
import type { MarketplaceEntry } from '../../backend/backend.ts';
import { useStrings } from '../strings/use-strings.tsx';
import { Button } from '../ui/button.tsx';
import { VirtualGrid, type VirtualPlace } from '../ui/virtual-grid.tsx';
import { MarketplaceCard, type MarketplaceLayout } from './marketplace-card.tsx';
import { createFigureFormat } from './marketplace-format.ts';
import type { InstallActions } from './marketplace-install-button.tsx';
import { MarketplaceProblem } from './marketplace-problem.tsx';
import type { InstallState } from './use-marketplace-install.ts';

/** The least width of a card in the grid, and how high a card and a row of the list are likely to be. Pixels. */
const CARD_WIDTH = 320;
const CARD_HEIGHT = 184;
const ROW_HEIGHT = 66;

export interface MarketplaceResultsProps {
  readonly entries: readonly MarketplaceEntry[];
  readonly total: number;
  readonly hasMore: boolean;
  /** A search is under way, and these are the results of the one before. */
  readonly busy: boolean;
  readonly loading: boolean;
  readonly error: unknown;
  readonly layout: MarketplaceLayout;
  readonly installed: ReadonlySet<string>;
  readonly states: ReadonlyMap<string, InstallState>;
  readonly actions: InstallActions;
  readonly onOpen: ((entry: MarketplaceEntry) => void) | undefined;
  onMore(): void;
  onRetry(): void;
}

/** What was found. More is loaded as its end comes in sight, or by a button where the browser cannot tell. */
export function MarketplaceResults(props: MarketplaceResultsProps) {
  const { entries, total, hasMore, busy, loading, error, layout, onMore, onRetry, ...cards } = props;
  const { text, locale } = useStrings();
  const format = useMemo(() => createFigureFormat(locale), [locale]);
  const windowed = useCanObserve();
  const failed = error !== null;
  const waits = hasMore && !loading && !failed;
  const onEnd = useCallback(() => {
    if (waits) onMore();
  }, [waits, onMore]);
  const label = text('marketplace.list');

  const card = (entry: MarketplaceEntry, place: VirtualPlace) => {
    const { id } = entry.manifest;
    return (
      <MarketplaceCard
        entry={entry}
        layout={layout}
        format={format}
        installed={cards.installed.has(id)}
        state={cards.states.get(id)}
        actions={cards.actions}
        onOpen={cards.onOpen}
        {...place}
      />
    );
  };

  return (
    <>
      {windowed ? (
        <VirtualGrid
          // A row of the list is of another height than one of the grid.
          key={layout}
          items={entries}
          total={total}
          keyOf={idOf}
          minWidth={layout === 'grid' ? CARD_WIDTH : null}
          rowHeight={layout === 'grid' ? CARD_HEIGHT : ROW_HEIGHT}
          label={label}
          busy={busy}
          renderItem={card}
          onEnd={onEnd}
        />
      ) : (
        <ul
          aria-label={label}
          aria-busy={busy}
          className={`grid gap-3 ${layout === 'grid' ? '[grid-template-columns:repeat(auto-fill,minmax(min(100%,20rem),1fr))]' : 'grid-cols-1'}`}
        >
          {entries.map((entry, index) => (
            <Fragment key={idOf(entry)}>
              {card(entry, { setSize: Math.max(total, entries.length), position: index + 1 })}
            </Fragment>
          ))}
        </ul>
      )}
      {failed && (
        <MarketplaceProblem
          title={text('marketplace.more.failed')}
          error={error}
          onRetry={onRetry}
          onSignIn={cards.actions.signIn}
        />
      )}
      {hasMore && !failed && (!windowed || loading) && (
        <div className="flex justify-center">
          <Button onClick={onMore} busy={loading}>
            {text(loading ? 'marketplace.more.loading' : 'marketplace.more')}
          </Button>
        </div>
      )}
    </>
  );
}

const idOf = (entry: MarketplaceEntry): string => entry.manifest.id;

/** Whether the browser tells what is in sight. */
function useCanObserve(): boolean {
  return useSyncExternalStore(
    () => () => undefined,
    () => typeof ResizeObserver === 'function' && typeof IntersectionObserver === 'function',
    () => false,
  );
}
