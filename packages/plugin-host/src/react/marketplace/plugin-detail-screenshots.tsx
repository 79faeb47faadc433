import { useState } from 'react';
import { useStrings } from '../strings/use-strings.tsx';
import { PluginDetailSection } from './plugin-detail-section.tsx';
import { PluginPicture } from './plugin-pictures.tsx';
import { screenshotAddress } from './readme-address.ts';

const MAX_SCREENSHOTS = 12;

export interface PluginDetailScreenshotsProps {
  readonly addresses: readonly string[];
}

/** Pictures of a plugin, in a row that scrolls. What cannot be loaded is left out. */
export function PluginDetailScreenshots({ addresses }: PluginDetailScreenshotsProps) {
  const { text } = useStrings();
  const [broken, setBroken] = useState<readonly string[]>([]);
  const all = [...new Set(addresses.flatMap((address) => screenshotAddress(address) ?? []))];
  const shown = all.filter((address) => !broken.includes(address)).slice(0, MAX_SCREENSHOTS);
  if (shown.length === 0) return null;
  const hosts = shown.map((address) => new URL(address).host);
  return (
    <PluginDetailSection title={text('detail.screenshots')}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys scroll it */}
      <ul tabIndex={0} aria-label={text('detail.screenshots')} className={ROW}>
        {shown.map((address, index) => (
          <li key={address} className="max-w-full shrink-0 snap-start empty:hidden">
            <PluginPicture
              address={address}
              hidden={hosts.indexOf(hosts[index] ?? '') < index ? null : undefined}
              alt={text('detail.screenshot', { number: index + 1, total: shown.length })}
              onError={() => setBroken((before) => [...before, address])}
              className="h-48 w-auto max-w-[min(28rem,75vw)] rounded-lg border border-neutral-200 bg-neutral-100 object-contain dark:border-neutral-800 dark:bg-neutral-950"
            />
          </li>
        ))}
      </ul>
    </PluginDetailSection>
  );
}

const ROW =
  'flex snap-x gap-3 overflow-x-auto rounded-lg pb-2 focus-visible:outline focus-visible:outline-2 ' +
  'focus-visible:outline-offset-2 focus-visible:outline-blue-600 dark:focus-visible:outline-blue-400';
