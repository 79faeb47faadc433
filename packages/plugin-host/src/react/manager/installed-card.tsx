import type { PluginManifest } from '@fluxstudio/plugin-protocol/manifest/manifest';
import { memo, useId, useRef, useState } from 'react';
import type { PluginInstance } from '../../registry/plugin-instance.ts';
import { PluginGrantsDialog } from '../consent/plugin-grants-dialog.tsx';
import { usePluginHost } from '../plugin-host-provider.tsx';
import type { StringKey } from '../strings/default-strings.ts';
import { useStrings } from '../strings/use-strings.tsx';
import { Button } from '../ui/button.tsx';
import { TrashIcon } from '../ui/icons.tsx';
import { plainText } from '../ui/plain-text.ts';
import { useAsyncAction } from '../ui/use-async-action.ts';
import { ActivityDetails } from './activity-details.tsx';
import { faultKind, InstalledNotes } from './installed-notes.tsx';
import { shownState } from './installed-view.ts';
import { PendingUpdateNote } from './pending-update-note.tsx';
import { PluginCard } from './plugin-card.tsx';
import { StateBadge } from './state-badge.tsx';

export interface InstalledCardProps {
  readonly plugin: PluginInstance;
  onSettings(plugin: PluginInstance): void;
  onUninstall(plugin: PluginInstance): void;
  /** Something happened that a screen reader should hear. */
  onAnnounce(text: string): void;
}

/** One installed plugin with its state and what can be done with it. */
export const InstalledCard = memo(function InstalledCard(props: InstalledCardProps) {
  const { plugin, onSettings, onUninstall, onAnnounce } = props;
  const { registry, safeMode } = usePluginHost();
  const { text } = useStrings();
  const { pending, error, run } = useAsyncAction<'activate' | 'deactivate' | 'update'>();
  const nameId = useId();
  const mainButton = useRef<HTMLButtonElement>(null);
  const [grantsOpen, setGrantsOpen] = useState(false);
  const { manifest, state, pendingUpdate, damage } = plugin;
  const name = plainText(manifest.name, 100);

  const activate = async () => {
    if (await run('activate', () => registry.activate(manifest.id)))
      onAnnounce(text('installed.activated', { name }));
  };
  const deactivate = async () => {
    if (!(await run('deactivate', () => registry.deactivate(manifest.id)))) return;
    onAnnounce(text('installed.deactivated', { name }));
    mainButton.current?.focus();
  };

  const update = async (next: PluginManifest) => {
    let updated: PluginInstance | undefined;
    const ran = await run('update', async () => {
      updated = await registry.update(manifest.id, next);
    });
    if (ran && !updated?.pendingUpdate) onAnnounce(text('installed.updated', { name }));
  };

  const starting = state === 'loading' || pending === 'activate';
  const stopping = pending === 'deactivate';
  const fault = faultKind(plugin);
  // Nothing its user can do starts one that others have switched off, or whose record is no plugin.
  const barred = (state === 'disabled' && fault !== 'crashed') || damage !== undefined;
  const failed = fault !== undefined && !starting;
  const shown = shownState(plugin, safeMode);
  // One that waits is on for its user, whether or not it has had something to do yet.
  const on = (state === 'active' || shown === 'ready' || shown === 'paused') && !starting;
  const asks = manifest.permissions.length + manifest.optionalPermissions.length > 0;
  const hasSettings = Object.keys(manifest.settings?.properties ?? {}).length > 0;

  return (
    <PluginCard
      manifest={manifest}
      nameId={nameId}
      aside={<StateBadge state={starting ? 'loading' : shown} />}
    >
      <InstalledNotes plugin={plugin} starting={starting} failure={error} onMet={activate} />
      {pendingUpdate && (
        <PendingUpdateNote
          update={pendingUpdate}
          busy={pending === 'update'}
          onReview={() => update(pendingUpdate.manifest)}
        />
      )}
      <div className="flex items-start justify-between gap-1.5">
        <div className="flex min-w-0 flex-wrap gap-1.5 [&>button]:px-2.5">
          {!barred && (
            // One element through all states, so that the focus stays on it.
            <Button
              buttonRef={mainButton}
              variant={on ? 'secondary' : 'primary'}
              onClick={on ? deactivate : activate}
              busy={starting || (on && stopping)}
              inactive={stopping}
              aria-describedby={nameId}
            >
              {text(mainLabel(starting, on, stopping, failed))}
            </Button>
          )}
          {failed && !barred && (
            <Button onClick={deactivate} busy={stopping} aria-describedby={nameId}>
              {text(stopping ? 'installed.deactivating' : 'installed.deactivate')}
            </Button>
          )}
          {hasSettings && (
            <Button onClick={() => onSettings(plugin)} aria-describedby={nameId}>
              {text('installed.settings')}
            </Button>
          )}
          {asks && (
            <Button onClick={() => setGrantsOpen(true)} aria-describedby={nameId}>
              {text('installed.permissions')}
            </Button>
          )}
        </div>
        <Button
          variant="ghost"
          icon={<TrashIcon />}
          className="-me-2 w-8 !px-0"
          onClick={() => onUninstall(plugin)}
          inactive={starting || stopping}
          aria-label={text('installed.uninstall')}
          title={text('installed.uninstall')}
          aria-describedby={nameId}
        />
      </div>
      {(on || (failed && !barred)) && <ActivityDetails pluginId={manifest.id} nameId={nameId} />}
      {grantsOpen && (
        <PluginGrantsDialog
          plugin={plugin}
          onClose={() => setGrantsOpen(false)}
          onSaved={() => {
            setGrantsOpen(false);
            onAnnounce(text('installed.permissionsSaved', { name }));
          }}
        />
      )}
    </PluginCard>
  );
});

function mainLabel(starting: boolean, on: boolean, stopping: boolean, failed: boolean): StringKey {
  if (starting) return 'installed.activating';
  if (on) return stopping ? 'installed.deactivating' : 'installed.deactivate';
  return failed ? 'installed.retry' : 'installed.activate';
}
