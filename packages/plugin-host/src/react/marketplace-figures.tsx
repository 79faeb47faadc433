import type { MarketplaceEntry } from '../backend/backend.ts';
import { DownloadIcon, StarIcon } from './icons.tsx';
import { formatCount, formatRating } from './marketplace-format.ts';
import { useStrings } from './strings/use-strings.tsx';

export interface MarketplaceFiguresProps {
  readonly entry: Pick<MarketplaceEntry, 'downloads' | 'rating' | 'ratingCount'>;
}

/** How often a plugin was downloaded, and what its users think of it. */
export function MarketplaceFigures({ entry: { downloads, rating, ratingCount } }: MarketplaceFiguresProps) {
  const { text, locale } = useStrings();
  const count = formatCount(downloads, locale);
  const stars = formatRating(rating, locale);
  const users = formatCount(ratingCount, locale);
  return (
    <ul className="flex flex-wrap items-center gap-x-3 gap-y-1 text-xs tabular-nums text-neutral-600 dark:text-neutral-400">
      <li className="flex items-center gap-1">
        <DownloadIcon className="h-3.5 w-3.5" />
        <span aria-hidden="true">{count}</span>
        <span className="sr-only">{text('marketplace.downloads', { downloads: count })}</span>
      </li>
      {ratingCount > 0 && (
        <li className="flex items-center gap-1">
          <StarIcon className="h-3.5 w-3.5" />
          <span aria-hidden="true">
            {stars} ({users})
          </span>
          <span className="sr-only">{text('marketplace.rated', { rating: stars, users })}</span>
        </li>
      )}
    </ul>
  );
}
