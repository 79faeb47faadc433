import type { PluginInstance } from '../../registry/plugin-instance.ts';
import { useStrings } from '../strings/use-strings.tsx';
import { Button } from '../ui/button.tsx';
import { plainText } from '../ui/plain-text.ts';
import { InstalledBoundary } from './installed-boundary.tsx';
import { InstalledCard, type InstalledCardProps } from './installed-card.tsx';
import type { InstalledLayout } from './installed-view.ts';

const LAYOUTS: Readonly<Record<InstalledLayout, string>> = {
  grid: '[grid-template-columns:repeat(auto-fill,minmax(min(100%,20rem),1fr))]',
  list: 'grid-cols-[minmax(0,1fr)]',
};

export interface InstalledCardsProps extends Omit<InstalledCardProps, 'plugin'> {
  readonly plugins: readonly PluginInstance[];
  readonly layout: InstalledLayout;
}

/** The cards of the installed plugins, each for itself: one that cannot be shown leaves the others be. */
export function InstalledCards({ plugins, layout, onUninstall, ...rest }: InstalledCardsProps) {
  const { text } = useStrings();
  return (
    <ul aria-label={text('installed.list')} className={`grid items-start gap-3 ${LAYOUTS[layout]}`}>
      {plugins.map((plugin) => (
        <InstalledBoundary
          key={plugin.manifest.id}
          subject={plugin}
          fallback={<BrokenCard plugin={plugin} onUninstall={onUninstall} />}
        >
          <InstalledCard plugin={plugin} onUninstall={onUninstall} {...rest} />
        </InstalledBoundary>
      ))}
    </ul>
  );
}

/** Uses nothing of the plugin but its id: what it was that could not be shown, nobody knows. */
function BrokenCard({ plugin, onUninstall }: Pick<InstalledCardProps, 'plugin' | 'onUninstall'>) {
  const { text } = useStrings();
  return (
    <li className="flex min-w-0 flex-col gap-2 rounded-xl border border-red-200 bg-red-50 p-4 text-[13px] text-red-900 [overflow-wrap:anywhere] dark:border-red-900/70 dark:bg-red-950/40 dark:text-red-200">
      <h2 className="text-sm font-semibold">{plainText(plugin.manifest.id, 64)}</h2>
      <p>{text('installed.broken')}</p>
      <p>{text('installed.broken.text')}</p>
      <Button className="mt-auto self-end" onClick={() => onUninstall(plugin)}>
        {text('installed.uninstall')}
      </Button>
    </li>
  );
}
