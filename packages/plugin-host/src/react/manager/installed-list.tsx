import { errorMessage } from '@fluxstudio/plugin-protocol/errors';
import { type RefObject, useCallback, useDeferredValue, useMemo, useState } from 'react';
import type { PluginInstance } from '../../registry/plugin-instance.ts';
import type { HostStartup } from '../host-startup.ts';
import { PluginSettingsDialog } from '../settings/plugin-settings-dialog.tsx';
import { useStrings } from '../strings/use-strings.tsx';
import { Button } from '../ui/button.tsx';
import { CardSkeleton } from '../ui/card-skeleton.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import { PackageIcon, SearchIcon } from '../ui/icons.tsx';
import { plainText } from '../ui/plain-text.ts';
import { usePlugins } from '../use-plugins.ts';
import { InstalledCards } from './installed-cards.tsx';
import { InstalledToolbar } from './installed-toolbar.tsx';
import { arrangePlugins, EVERYTHING, type InstalledLayout } from './installed-view.ts';
import type { RemovedPlugin } from './undo-uninstall.ts';
import { UninstallDialog } from './uninstall-dialog.tsx';

/** So many are seen at a glance. */
const AT_A_GLANCE = 8;

export interface InstalledListProps {
  readonly startup: HostStartup;
  onBrowse(): void;
  onAnnounce(text: string): void;
  /** A plugin was uninstalled, and can come back as it was. */
  onRemoved(removed: RemovedPlugin): void;
  /** Takes the focus when the card that had it is gone. */
  readonly panelRef: RefObject<HTMLElement | null>;
}

/** The installed plugins, and the dialogs that the cards open. */
export function InstalledList({ startup, onBrowse, onAnnounce, onRemoved, panelRef }: InstalledListProps) {
  const { text } = useStrings();
  const plugins = usePlugins();
  const [open, setOpen] = useState<{ dialog: 'settings' | 'uninstall'; id: string } | null>(null);
  // Looked up anew at each render: a plugin that vanished meanwhile takes its dialog with it.
  const subject = plugins.find((plugin) => plugin.manifest.id === open?.id);

  const onSettings = useCallback(
    ({ manifest }: PluginInstance) => setOpen({ dialog: 'settings', id: manifest.id }),
    [],
  );
  const onUninstall = useCallback(
    ({ manifest }: PluginInstance) => setOpen({ dialog: 'uninstall', id: manifest.id }),
    [],
  );

  return (
    <>
      {plugins.length > 0 ? (
        <ArrangedPlugins
          plugins={plugins}
          onSettings={onSettings}
          onUninstall={onUninstall}
          onAnnounce={onAnnounce}
        />
      ) : (
        <NoPlugins startup={startup} onBrowse={onBrowse} />
      )}
      {subject && open?.dialog === 'settings' && (
        <PluginSettingsDialog key={open.id} plugin={subject} onClose={() => setOpen(null)} />
      )}
      {subject && open?.dialog === 'uninstall' && (
        <UninstallDialog
          key={open.id}
          plugin={subject}
          onClose={() => setOpen(null)}
          onUninstalled={(one) => {
            if (one) onRemoved(one);
            else onAnnounce(text('undo.text', { name: plainText(subject.manifest.name, 100) }));
            panelRef.current?.focus();
          }}
        />
      )}
    </>
  );
}

function NoPlugins({ startup, onBrowse }: Pick<InstalledListProps, 'startup' | 'onBrowse'>) {
  const { text } = useStrings();
  switch (startup.status) {
    case 'starting':
      return (
        <>
          <p role="status" className="sr-only">
            {text('installed.loading')}
          </p>
          <CardSkeleton />
        </>
      );
    case 'failed':
      return (
        <ErrorNote title={text('installed.loadFailed')} message={errorMessage(startup.error)}>
          <Button className="mt-2.5" onClick={startup.retry}>
            {text('installed.retry')}
          </Button>
        </ErrorNote>
      );
    case 'ready':
      return (
        <EmptyState
          icon={<PackageIcon className="h-5 w-5" />}
          title={text('installed.none')}
          text={text('installed.none.text')}
        >
          <Button variant="primary" onClick={onBrowse}>
            {text('installed.browse')}
          </Button>
        </EmptyState>
      );
  }
}

interface ArrangedPluginsProps extends Pick<InstalledListProps, 'onAnnounce'> {
  readonly plugins: readonly PluginInstance[];
  onSettings(plugin: PluginInstance): void;
  onUninstall(plugin: PluginInstance): void;
}

/** The cards, as their user wants to see them. */
function ArrangedPlugins({ plugins, ...callbacks }: ArrangedPluginsProps) {
  const { text, locale } = useStrings();
  const [view, setView] = useState(EVERYTHING);
  const [layout, setLayout] = useState<InstalledLayout>('grid');
  const filtered = view.query.trim() !== '' || view.filter !== 'all';
  // What is typed shows at once, the cards when there is time.
  const shownView = useDeferredValue(view);
  const shown = useMemo(() => arrangePlugins(plugins, shownView, locale), [plugins, shownView, locale]);

  return (
    <>
      {plugins.length > 1 && (
        <InstalledToolbar
          view={view}
          layout={layout}
          withSearch={plugins.length > AT_A_GLANCE || filtered}
          onChange={setView}
          onLayout={setLayout}
        />
      )}
      <p role="status" className="sr-only">
        {filtered && text('installed.shown', { count: shown.length })}
      </p>
      {shown.length > 0 ? (
        <InstalledCards plugins={shown} layout={layout} {...callbacks} />
      ) : (
        <EmptyState
          icon={<SearchIcon className="h-5 w-5" />}
          title={text('installed.noneShown')}
          text={text('installed.noneShown.text')}
        >
          <Button onClick={() => setView(EVERYTHING)}>{text('installed.clear')}</Button>
        </EmptyState>
      )}
    </>
  );
}
