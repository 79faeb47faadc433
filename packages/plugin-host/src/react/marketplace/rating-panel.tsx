import { useRef, useState } from 'react';
import type { MarketplaceDetail, MarketplaceEntry, PluginRating } from '../../backend/backend.ts';
import { usePluginHost } from '../plugin-host-provider.tsx';
import { useStrings } from '../strings/use-strings.tsx';
import { Button } from '../ui/button.tsx';
import { createFigureFormat } from './marketplace-format.ts';
import { MarketplaceProblem } from './marketplace-problem.tsx';
import { PluginDetailSection } from './plugin-detail-section.tsx';
import { RatingInput } from './rating-input.tsx';
import { RatingStars } from './rating-stars.tsx';

export interface RatingPanelProps {
  readonly entry: MarketplaceEntry;
  readonly detail: MarketplaceDetail | null;
  readonly installed: boolean;
  onRated(rating: PluginRating): void;
}

/** What users think of a plugin, and what this one does. */
export function RatingPanel({ entry, detail, installed, onRated }: RatingPanelProps) {
  const { text, locale } = useStrings();
  const { backend } = usePluginHost();
  const [saving, setSaving] = useState<{ rating: number | null } | null>(null);
  const [failure, setFailure] = useState<{ error: unknown; rating: number | null } | null>(null);
  const [said, setSaid] = useState('');
  const wanted = useRef<{ rating: number | null } | null>(null);
  const running = useRef(false);
  const { rating, ratingCount } = detail ?? entry;
  const mean = createFigureFormat(locale).rating(rating);

  const rate = async (stars: number | null) => {
    wanted.current = { rating: stars };
    setSaving(wanted.current);
    setFailure(null);
    setSaid('');
    if (running.current) return;
    running.current = true;
    // Arrow keys choose faster than a server answers: only the last choice matters.
    while (wanted.current) {
      const next = wanted.current;
      wanted.current = null;
      try {
        const rated = await backend.ratePlugin?.(entry.id, next.rating);
        if (wanted.current) continue;
        if (rated) onRated(rated);
        setSaid(text(next.rating === null ? 'rating.removed' : 'rating.saved'));
      } catch (error) {
        if (!wanted.current) setFailure({ error, rating: next.rating });
      }
    }
    running.current = false;
    setSaving(null);
  };

  const own = saving ? saving.rating : (detail?.ownRating ?? null);
  return (
    <PluginDetailSection title={text('rating.title')}>
      {ratingCount > 0 ? (
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-[13px]">
          <RatingStars rating={rating} />
          <span className="tabular-nums">{text('rating.value', { rating: mean })}</span>
          <span className="text-neutral-600 dark:text-neutral-400">
            {text('rating.count', { count: ratingCount })}
          </span>
        </p>
      ) : (
        <p className="text-[13px] text-neutral-600 dark:text-neutral-400">{text('rating.none')}</p>
      )}
      {backend.ratePlugin && detail && (
        <div className="mt-3 space-y-2">
          {installed ? (
            <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
              <RatingInput value={own} onChange={rate} />
              {own !== null && (
                <Button
                  variant="ghost"
                  className="-ms-2 h-7 !px-2 text-xs"
                  onClick={() => rate(null)}
                  busy={saving !== null}
                >
                  {text('rating.remove')}
                </Button>
              )}
            </div>
          ) : (
            <p className="text-xs text-neutral-600 dark:text-neutral-400">{text('rating.install')}</p>
          )}
          {failure && (
            <MarketplaceProblem
              title={text('rating.failed')}
              error={failure.error}
              onRetry={() => rate(failure.rating)}
            />
          )}
          <p role="status" className="sr-only">
            {said}
          </p>
        </div>
      )}
    </PluginDetailSection>
  );
}
