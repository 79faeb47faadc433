import type { MarketplaceEntry } from '../../backend/backend.ts';
import { useStrings } from '../strings/use-strings.tsx';
import { DownloadIcon, StarIcon } from '../ui/icons.tsx';
import type { FigureFormat } from './marketplace-format.ts';

export interface MarketplaceFiguresProps {
  readonly entry: Pick<MarketplaceEntry, 'downloads' | 'rating' | 'ratingCount'>;
  readonly format: FigureFormat;
}

/** How often a plugin was downloaded, and what its users think of it. */
export function MarketplaceFigures({ entry, format }: MarketplaceFiguresProps) {
  const { text } = useStrings();
  const { ratingCount } = entry;
  const count = format.count(entry.downloads);
  const stars = format.rating(entry.rating);
  const users = format.count(ratingCount);
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
