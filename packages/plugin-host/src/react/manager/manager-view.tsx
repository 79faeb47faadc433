import type { PluginManifest } from '@fluxstudio/plugin-protocol/manifest/manifest';
import { useCallback, useRef, useState } from 'react';
import { usePermissionPrompt } from '../consent/use-permission-prompt.tsx';
import type { HostStartup } from '../host-startup.ts';
import type { MarketplaceLayout } from '../marketplace/marketplace-card.tsx';
import { NO_FILTERS } from '../marketplace/marketplace-query.ts';
import { usePluginHost } from '../plugin-host-provider.tsx';
import { useStrings } from '../strings/use-strings.tsx';
import { PartView } from '../ui/part-view.tsx';
import { plainText } from '../ui/plain-text.ts';
import { type Tab, Tabs } from '../ui/tabs.tsx';
import { usePart } from '../ui/use-part.ts';
import { usePlugins } from '../use-plugins.ts';
import { InstalledList } from './installed-list.tsx';
import type { PluginManagerProps, PluginManagerTab } from './plugin-manager.tsx';
import { SafeModeNote } from './safe-mode-note.tsx';
import { useUndo } from './use-undo.tsx';
import { useUpdates } from './use-updates.ts';

const READY: HostStartup = { status: 'ready' };
const loadMarketplace = () =>
  import('../marketplace/marketplace-list.tsx').then((part) => part.MarketplaceList);
const loadUpdates = () => import('./update-list.tsx').then((part) => part.UpdateList);

/** The manager itself: see {@link PluginManager}. */
export function ManagerView({
  initialTab = 'installed',
  startup = READY,
  categories,
  trustedImageHosts,
  onSignIn,
}: Omit<PluginManagerProps, 'className'>) {
  const { registry, backend, safeMode } = usePluginHost();
  const { text } = useStrings();
  const [tab, setTab] = useState(initialTab);
  const [filters, setFilters] = useState(NO_FILTERS);
  const [layout, setLayout] = useState<MarketplaceLayout>('grid');
  const [announcement, setAnnouncement] = useState('');
  const [askPermission, permissionDialog] = usePermissionPrompt();
  const panel = useRef<HTMLDivElement>(null);
  const installedCount = usePlugins().length;
  const updates = useUpdates();
  const { list: undoList, offer, withdraw } = useUndo(panel, setAnnouncement);

  const install = useCallback(
    async (manifest: PluginManifest, permissions: string[]) => {
      await registry.install(manifest, { permissions });
      withdraw(manifest.id);
      setAnnouncement(text('install.done', { name: plainText(manifest.name) }));
    },
    [registry, withdraw, text],
  );

  const browse = () => {
    setTab('marketplace');
    panel.current?.focus();
  };

  const count = updates.updates?.length ?? 0;
  const updatesTab: Tab<PluginManagerTab> = {
    id: 'updates',
    label: text('manager.updates'),
    ...(count > 0 ? { count, countLabel: text('update.found', { count }) } : {}),
  };
  const tabs: readonly Tab<PluginManagerTab>[] = [
    { id: 'installed', label: text('manager.installed'), count: installedCount },
    { id: 'marketplace', label: text('manager.marketplace') },
    ...(backend.listUpdates ? [updatesTab] : []),
  ];
  const selected = tabs.some(({ id }) => id === tab) ? tab : 'installed';
  const marketplace = usePart(loadMarketplace, selected === 'marketplace');
  const updateList = usePart(loadUpdates, selected === 'updates');

  return (
    <>
      {safeMode && <SafeModeNote />}
      <Tabs<PluginManagerTab>
        label={text('manager.label')}
        tabs={tabs}
        selected={selected}
        onSelect={setTab}
        panelRef={panel}
      >
        {undoList}
        {selected === 'installed' && (
          <InstalledList
            startup={startup}
            onBrowse={browse}
            onAnnounce={setAnnouncement}
            onRemoved={offer}
            panelRef={panel}
          />
        )}
        {selected === 'marketplace' && (
          <PartView part={marketplace}>
            {(MarketplaceList) => (
              <MarketplaceList
                filters={filters}
                onFilters={setFilters}
                layout={layout}
                onLayout={setLayout}
                categories={categories}
                trustedImageHosts={trustedImageHosts}
                onAsk={askPermission}
                onInstall={install}
                onSignIn={onSignIn}
              />
            )}
          </PartView>
        )}
        {selected === 'updates' && (
          <PartView part={updateList}>
            {(UpdateList) => (
              <UpdateList
                updates={updates}
                onAnnounce={setAnnouncement}
                onSignIn={onSignIn}
                panelRef={panel}
              />
            )}
          </PartView>
        )}
      </Tabs>
      <p role="status" className="sr-only">
        {announcement}
      </p>
      {permissionDialog}
    </>
  );
}
