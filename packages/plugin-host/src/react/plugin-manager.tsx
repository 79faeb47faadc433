import type { PluginManifest } from '@fluxstudio/plugin-protocol/manifest/manifest';
import { useRef, useState } from 'react';
import type { HostStartup } from './host-startup.ts';
import { InstalledList } from './installed-list.tsx';
import { MarketplaceList } from './marketplace-list.tsx';
import { usePluginHost } from './plugin-host-provider.tsx';
import { SafeModeNote } from './safe-mode-note.tsx';
import { Tabs } from './tabs.tsx';
import { usePermissionPrompt } from './use-permission-prompt.tsx';
import { usePlugins } from './use-plugins.ts';

export type PluginManagerTab = 'installed' | 'marketplace';

const READY: HostStartup = { status: 'ready' };

export interface PluginManagerProps {
  /** The tab to start with. */
  readonly initialTab?: PluginManagerTab;
  /** How `host.start()` is doing. Left out, the installs count as loaded. */
  readonly startup?: HostStartup;
  readonly className?: string;
}

/**
 * Everything a user does with plugins: see, start, stop, set up and remove the installed ones, find and install others.
 * It has no page heading of its own: put an `h1` above it. Needs a {@link PluginHostProvider} above it.
 *
 * @example
 * <PluginHostProvider host={host}>
 *   <h1>Plugins</h1>
 *   <PluginManager />
 * </PluginHostProvider>
 */
export function PluginManager({
  initialTab = 'installed',
  startup = READY,
  className = '',
}: PluginManagerProps) {
  const { registry, safeMode } = usePluginHost();
  const [tab, setTab] = useState(initialTab);
  const [announcement, setAnnouncement] = useState('');
  const [askPermission, permissionDialog] = usePermissionPrompt();
  const panel = useRef<HTMLDivElement>(null);
  const installedCount = usePlugins().length;

  const install = async (manifest: PluginManifest, permissions: string[]) => {
    await registry.install(manifest, { permissions });
    setAnnouncement(`${manifest.name} was installed.`);
  };

  const browse = () => {
    setTab('marketplace');
    panel.current?.focus();
  };

  return (
    <div className={`text-neutral-900 dark:text-neutral-100 ${className}`}>
      {safeMode && <SafeModeNote />}
      <Tabs<PluginManagerTab>
        label="Plugins"
        tabs={[
          { id: 'installed', label: 'Installed', count: installedCount },
          { id: 'marketplace', label: 'Marketplace' },
        ]}
        selected={tab}
        onSelect={setTab}
        panelRef={panel}
      >
        {tab === 'installed' ? (
          <InstalledList startup={startup} onBrowse={browse} onAnnounce={setAnnouncement} panelRef={panel} />
        ) : (
          <MarketplaceList onAsk={askPermission} onInstall={install} />
        )}
      </Tabs>
      <p role="status" className="sr-only">
        {announcement}
      </p>
      {permissionDialog}
    </div>
  );
}
