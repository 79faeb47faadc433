import type { MarketplaceDetail, MarketplaceEntry } from '../../backend/backend.ts';
import { useStrings } from '../strings/use-strings.tsx';
import { plainText } from '../ui/plain-text.ts';
import { PluginDetailScreenshots } from './plugin-detail-screenshots.tsx';
import { PluginDetailSection } from './plugin-detail-section.tsx';
import { LazyReadme } from './readme-lazy.tsx';

/** The longest that a manifest may have. */
const DESCRIPTION_LENGTH = 2000;

export interface PluginDetailAboutProps {
  readonly entry: MarketplaceEntry;
  /** `null` while it is loaded. */
  readonly detail: MarketplaceDetail | null;
  /** It will not come. */
  readonly failed: boolean;
}

/** What its author says of a plugin. */
export function PluginDetailAbout({ entry, detail, failed }: PluginDetailAboutProps) {
  const { text } = useStrings();
  const { description } = entry.manifest;
  const changelog = (detail ?? entry).changelog;
  return (
    <div className="min-w-0 space-y-6">
      {description && (
        <p dir="auto" className="text-sm text-neutral-800 [overflow-wrap:anywhere] dark:text-neutral-200">
          {plainText(description, DESCRIPTION_LENGTH)}
        </p>
      )}
      <PluginDetailScreenshots addresses={entry.screenshots} />
      <PluginDetailSection title={text('detail.about')}>
        {detail?.readme ? (
          <LazyReadme source={detail.readme} />
        ) : (
          <p
            role={detail || failed ? undefined : 'status'}
            className="text-[13px] text-neutral-600 dark:text-neutral-400"
          >
            {text(detail || failed ? 'detail.noReadme' : 'detail.loading')}
          </p>
        )}
      </PluginDetailSection>
      {changelog && (
        <PluginDetailSection title={text('detail.changelog')}>
          <LazyReadme source={changelog} />
        </PluginDetailSection>
      )}
    </div>
  );
}
