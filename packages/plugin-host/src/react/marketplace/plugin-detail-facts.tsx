import type { ReactNode } from 'react';
import type { MarketplaceDetail, MarketplaceEntry } from '../../backend/backend.ts';
import { useStrings } from '../strings/use-strings.tsx';
import { plainText } from '../ui/plain-text.ts';
import { PluginText } from '../ui/plugin-text.tsx';
import { createFigureFormat, formatBytes, formatDate } from './marketplace-format.ts';
import { PluginDetailSection } from './plugin-detail-section.tsx';
import { linkAddress } from './readme-address.ts';

const MAX_CATEGORIES = 10;

export interface PluginDetailFactsProps {
  readonly entry: MarketplaceEntry;
  readonly detail: MarketplaceDetail | null;
}

/** The figures of a plugin, and where there is more about it. */
export function PluginDetailFacts({ entry, detail }: PluginDetailFactsProps) {
  const { text, locale } = useStrings();
  const { manifest, downloads, updatedAt, publishedAt, categories } = detail ?? entry;
  const { homepage = '', license } = manifest;
  const website = linkAddress(homepage);
  return (
    <PluginDetailSection title={text('detail.facts')}>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1.5 text-[13px]">
        <Fact name={text('detail.version')}>
          <PluginText text={manifest.version} />
        </Fact>
        <Fact name={text('detail.updated')}>{formatDate(updatedAt, locale)}</Fact>
        <Fact name={text('detail.published')}>{formatDate(publishedAt, locale)}</Fact>
        <Fact name={text('detail.downloads')}>{createFigureFormat(locale).count(downloads)}</Fact>
        {detail?.bundle && <Fact name={text('detail.size')}>{formatBytes(detail.bundle.size, locale)}</Fact>}
        {license && (
          <Fact name={text('detail.license')}>
            <PluginText text={license} truncate />
          </Fact>
        )}
        <Fact name={text('detail.id')}>
          <PluginText text={manifest.id} />
        </Fact>
        {website && (
          <Fact name={text('detail.homepage')}>
            <a
              href={website}
              target="_blank"
              rel="noopener noreferrer"
              title={plainText(website)}
              className="block truncate rounded text-blue-700 underline underline-offset-2 focus-visible:outline focus-visible:outline-2 focus-visible:outline-blue-600 dark:text-blue-300 dark:focus-visible:outline-blue-400"
            >
              <bdi>{plainText(new URL(website).host)}</bdi>
            </a>
          </Fact>
        )}
        {categories.length > 0 && (
          <Fact name={text('detail.categories')}>
            <ul className="flex flex-wrap gap-1">
              {[...new Set(categories)].slice(0, MAX_CATEGORIES).map((category) => (
                <li
                  key={category}
                  className="max-w-full rounded-full bg-neutral-100 px-2 py-0.5 text-[11px] text-neutral-700 dark:bg-neutral-800 dark:text-neutral-300"
                >
                  <PluginText text={category} truncate />
                </li>
              ))}
            </ul>
          </Fact>
        )}
      </dl>
    </PluginDetailSection>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <dt className="text-neutral-600 dark:text-neutral-400">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  );
}
