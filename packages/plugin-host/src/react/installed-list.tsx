import { errorMessage } from '@fluxstudio/plugin-protocol/errors';
import { type RefObject, useState } from 'react';
import { Button } from './button.tsx';
import { CardSkeleton } from './card-skeleton.tsx';
import { EmptyState } from './empty-state.tsx';
import { ErrorNote } from './error-note.tsx';
import type { HostStartup } from './host-startup.ts';
import { PackageIcon } from './icons.tsx';
import { InstalledCard } from './installed-card.tsx';
import { PluginSettingsDialog } from './plugin-settings-dialog.tsx';
import { UninstallDialog } from './uninstall-dialog.tsx';
import { usePlugins } from './use-plugins.ts';

export interface InstalledListProps {
  readonly startup: HostStartup;
  onBrowse(): void;
  onAnnounce(text: string): void;
  /** Takes the focus when the card that had it is gone. */
  readonly panelRef: RefObject<HTMLElement | null>;
}

/** The installed plugins, and the dialogs their buttons open. */
export function InstalledList({ startup, onBrowse, onAnnounce, panelRef }: InstalledListProps) {
  const plugins = usePlugins();
  const [open, setOpen] = useState<{ dialog: 'settings' | 'uninstall'; id: string } | null>(null);
  // Looked up anew at each render: a plugin that vanished meanwhile takes its dialog with it.
  const subject = plugins.find((plugin) => plugin.manifest.id === open?.id);

  if (plugins.length === 0 && startup.status === 'starting') {
    return (
      <>
        <p role="status" className="sr-only">
          Loading your plugins…
        </p>
        <CardSkeleton />
      </>
    );
  }
  if (plugins.length === 0 && startup.status === 'failed') {
    return (
      <ErrorNote title="Your plugins could not be loaded" message={errorMessage(startup.error)}>
        <Button className="mt-2.5" onClick={startup.retry}>
          Retry
        </Button>
      </ErrorNote>
    );
  }
  if (plugins.length === 0) {
    return (
      <EmptyState
        icon={<PackageIcon className="h-5 w-5" />}
        title="No plugins installed"
        text="Plugins add commands and tools. Each runs in a sandbox and can only do what you allow."
      >
        <Button variant="primary" onClick={onBrowse}>
          Browse the marketplace
        </Button>
      </EmptyState>
    );
  }
  return (
    <>
      <ul className="grid gap-3 [grid-template-columns:repeat(auto-fill,minmax(min(100%,20rem),1fr))]">
        {plugins.map((plugin) => (
          <InstalledCard
            key={plugin.manifest.id}
            plugin={plugin}
            onSettings={({ manifest }) => setOpen({ dialog: 'settings', id: manifest.id })}
            onUninstall={({ manifest }) => setOpen({ dialog: 'uninstall', id: manifest.id })}
            onAnnounce={onAnnounce}
          />
        ))}
      </ul>
      {subject && open?.dialog === 'settings' && (
        <PluginSettingsDialog key={open.id} plugin={subject} onClose={() => setOpen(null)} />
      )}
      {subject && open?.dialog === 'uninstall' && (
        <UninstallDialog
          key={open.id}
          plugin={subject}
          onClose={() => setOpen(null)}
          onUninstalled={() => {
            onAnnounce(`${subject.manifest.name} was uninstalled.`);
            panelRef.current?.focus();
          }}
        />
      )}
    </>
  );
}
