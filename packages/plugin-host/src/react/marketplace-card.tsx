import type { PluginManifest } from '@fluxstudio/plugin-protocol/manifest/manifest';
import { useId } from 'react';
import type { MarketplaceEntry } from '../backend/backend.ts';
import { Button } from './button.tsx';
import { ErrorNote } from './error-note.tsx';
import { CheckIcon, DownloadIcon, StarIcon, VerifiedIcon } from './icons.tsx';
import { PluginCard } from './plugin-card.tsx';
import { useAsyncAction } from './use-async-action.ts';

export interface MarketplaceCardProps {
  readonly entry: MarketplaceEntry;
  readonly installed: boolean;
  /** Asks the user for consent; `null` is a no. */
  onAsk(manifest: PluginManifest): Promise<string[] | null>;
  onInstall(manifest: PluginManifest, permissions: string[]): Promise<void>;
}

/** One plugin of the marketplace. */
export function MarketplaceCard({ entry, installed, onAsk, onInstall }: MarketplaceCardProps) {
  const nameId = useId();
  const { pending, error, run } = useAsyncAction<'install'>();
  const { manifest, verified, featured, downloads, rating, ratingCount } = entry;
  const busy = pending !== null && !installed;

  const install = async () => {
    const permissions = await onAsk(manifest);
    if (permissions) await run('install', () => onInstall(manifest, permissions));
  };

  return (
    <PluginCard
      manifest={manifest}
      nameId={nameId}
      aside={
        <>
          {verified && (
            <span
              className="inline-flex items-center gap-1 text-[11px] font-medium text-sky-800 dark:text-sky-300"
              title="The publisher was verified"
            >
              <VerifiedIcon className="h-3.5 w-3.5" />
              Verified
            </span>
          )}
          {featured && (
            <span className="rounded-full bg-neutral-100 px-2 py-0.5 text-[11px] font-medium text-neutral-700 dark:bg-neutral-800 dark:text-neutral-300">
              Featured
            </span>
          )}
        </>
      }
      meta={
        <ul className="flex flex-wrap items-center gap-x-3 gap-y-1 text-xs tabular-nums text-neutral-600 dark:text-neutral-400">
          <li className="flex items-center gap-1">
            <DownloadIcon className="h-3.5 w-3.5" />
            {formatCount(downloads)} <span className="sr-only">downloads</span>
          </li>
          {ratingCount > 0 && (
            <li className="flex items-center gap-1">
              <StarIcon className="h-3.5 w-3.5" />
              <span className="sr-only">Rated</span> {rating.toFixed(1)}
              <span className="sr-only">of 5, by {ratingCount} users</span>
              <span aria-hidden="true">({formatCount(ratingCount)})</span>
            </li>
          )}
        </ul>
      }
    >
      {error && !installed && <ErrorNote title="The plugin was not installed" message={error} />}
      <Button
        variant={installed ? 'secondary' : 'primary'}
        icon={installed ? <CheckIcon className="h-3.5 w-3.5" /> : undefined}
        inactive={installed}
        busy={busy}
        onClick={install}
        aria-describedby={nameId}
      >
        {installed ? 'Installed' : busy ? 'Installing…' : 'Install'}
      </Button>
    </PluginCard>
  );
}

function formatCount(count: number): string {
  return new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 }).format(count);
}
