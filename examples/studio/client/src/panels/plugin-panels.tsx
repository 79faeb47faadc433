import type { PanelEntry } from '@fluxstudio/plugin-host';
import { PluginErrorBoundary, PluginIcon, PluginText, usePanels } from '@fluxstudio/plugin-host/react';
import { PanelSection } from '../ui/panel-section.tsx';

/** The panels that plugins have in one place, each with the name of its plugin. */
export function PluginPanels({ location }: { readonly location: PanelEntry['location'] }) {
  const panels = usePanels(location);
  return panels.map(({ id, title, plugin }) => (
    <PluginErrorBoundary key={id} plugin={plugin}>
      <PanelSection
        title={
          <span className="flex min-w-0 items-center gap-2">
            {plugin && <PluginIcon plugin={plugin} className="size-4 rounded text-[10px]" />}
            <span className="min-w-0">
              <PluginText text={title} truncate />
            </span>
          </span>
        }
      >
        <p className="text-xs text-neutral-600 dark:text-neutral-400">
          A panel of <PluginText text={plugin?.name ?? 'the app'} />, filled by the app.
        </p>
      </PanelSection>
    </PluginErrorBoundary>
  ));
}
