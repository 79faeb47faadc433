import type { MarketplaceEntry } from '../../backend/backend.ts';
import { useStrings } from '../strings/use-strings.tsx';
import { VerifiedIcon } from '../ui/icons.tsx';

export interface MarketplaceBadgesProps {
  readonly entry: Pick<MarketplaceEntry, 'verified' | 'featured'>;
}

/** What the operator of the marketplace says of a plugin. */
export function MarketplaceBadges({ entry: { verified, featured } }: MarketplaceBadgesProps) {
  const { text } = useStrings();
  return (
    <>
      {verified && (
        <span
          className="inline-flex items-center gap-1 text-[11px] font-medium text-sky-800 dark:text-sky-300"
          title={text('marketplace.verified.hint')}
        >
          <VerifiedIcon className="h-3.5 w-3.5" />
          {text('marketplace.verified')}
        </span>
      )}
      {featured && (
        <span className="rounded-full bg-neutral-100 px-2 py-0.5 text-[11px] font-medium text-neutral-700 dark:bg-neutral-800 dark:text-neutral-300">
          {text('marketplace.featured')}
        </span>
      )}
    </>
  );
}
