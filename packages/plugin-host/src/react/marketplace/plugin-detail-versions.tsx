import { useEffect, useRef, useState } from 'react';
import type { MarketplaceDetail, MarketplaceVersion } from '../../backend/backend.ts';
import { usePluginHost } from '../plugin-host-provider.tsx';
import { useStrings } from '../strings/use-strings.tsx';
import { Button } from '../ui/button.tsx';
import { PluginText } from '../ui/plugin-text.tsx';
import { formatDate } from './marketplace-format.ts';
import { MarketplaceProblem } from './marketplace-problem.tsx';
import { PluginDetailSection } from './plugin-detail-section.tsx';

export interface PluginDetailVersionsProps {
  readonly detail: MarketplaceDetail;
  /** The version that is installed. */
  readonly installed: string | undefined;
}

/** The versions of a plugin: first the highest, on demand all. */
export function PluginDetailVersions({ detail, installed }: PluginDetailVersionsProps) {
  const { text } = useStrings();
  const { backend } = usePluginHost();
  const [all, setAll] = useState<readonly MarketplaceVersion[] | null>(null);
  const [failure, setFailure] = useState<{ error: unknown } | null>(null);
  const [loading, setLoading] = useState(false);
  const open = useRef(true);
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    open.current = true;
    return () => {
      open.current = false;
    };
  }, []);

  const load = async () => {
    setLoading(true);
    setFailure(null);
    try {
      const versions = await backend.listMarketplaceVersions?.(detail.id);
      if (!open.current || !versions) return;
      setAll(versions);
      // The button is gone then.
      list.current?.focus();
    } catch (error) {
      if (open.current) setFailure({ error });
    } finally {
      if (open.current) setLoading(false);
    }
  };

  const versions = all ?? detail.versions;
  const more = all === null && detail.versionCount > versions.length && backend.listMarketplaceVersions;
  return (
    <PluginDetailSection title={text('detail.versions')}>
      <ul
        ref={list}
        tabIndex={-1}
        className="max-h-80 divide-y divide-neutral-200 overflow-y-auto rounded-lg border border-neutral-200 outline-none dark:divide-neutral-800 dark:border-neutral-800"
      >
        {versions.map((version) => (
          <Version key={version.version} version={version} installed={version.version === installed} />
        ))}
      </ul>
      {failure && (
        <div className="mt-2">
          <MarketplaceProblem title={text('detail.versions.failed')} error={failure.error} onRetry={load} />
        </div>
      )}
      {more && !failure && (
        <Button className="mt-2" onClick={load} busy={loading}>
          {text('detail.versions.all', { count: detail.versionCount })}
        </Button>
      )}
    </PluginDetailSection>
  );
}

interface VersionProps {
  readonly version: MarketplaceVersion;
  readonly installed: boolean;
}

function Version({ version: { version, status, publishedAt }, installed }: VersionProps) {
  const { text, locale } = useStrings();
  return (
    <li className="flex flex-wrap items-baseline gap-x-2 gap-y-0.5 px-3 py-1.5 text-[13px]">
      <span className={`min-w-0 tabular-nums ${status === 'published' ? '' : 'line-through'}`}>
        <PluginText text={version} />
      </span>
      {installed && (
        <span className="rounded-full bg-neutral-100 px-2 py-px text-[11px] text-neutral-700 dark:bg-neutral-800 dark:text-neutral-300">
          {text('detail.version.installed')}
        </span>
      )}
      {status !== 'published' && (
        <span className="rounded-full bg-amber-100 px-2 py-px text-[11px] text-amber-900 dark:bg-amber-900/40 dark:text-amber-200">
          {text(`detail.version.${status}`)}
        </span>
      )}
      <span className="ms-auto text-xs text-neutral-600 dark:text-neutral-400">
        {formatDate(publishedAt, locale)}
      </span>
    </li>
  );
}
