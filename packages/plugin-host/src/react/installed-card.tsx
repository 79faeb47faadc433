import type { PluginManifest } from '@fluxstudio/plugin-protocol/manifest/manifest';
import { useId, useRef, useState } from 'react';
import type { PluginInstance } from '../registry/plugin-instance.ts';
import { Button } from './button.tsx';
import { ErrorNote } from './error-note.tsx';
import { PendingUpdateNote } from './pending-update-note.tsx';
import { PluginCard } from './plugin-card.tsx';
import { PluginFaultNote } from './plugin-fault-note.tsx';
import { PluginGrantsDialog } from './plugin-grants-dialog.tsx';
import { usePluginHost } from './plugin-host-provider.tsx';
import { StateBadge } from './state-badge.tsx';
import { useAsyncAction } from './use-async-action.ts';

export interface InstalledCardProps {
  readonly plugin: PluginInstance;
  onSettings(plugin: PluginInstance): void;
  onUninstall(plugin: PluginInstance): void;
  /** Something happened that a screen reader should hear. */
  onAnnounce(text: string): void;
}

/** One installed plugin with its state and what can be done with it. */
export function InstalledCard({ plugin, onSettings, onUninstall, onAnnounce }: InstalledCardProps) {
  const { registry, safeMode } = usePluginHost();
  const { pending, error, run } = useAsyncAction<'activate' | 'deactivate' | 'update'>();
  const nameId = useId();
  const mainButton = useRef<HTMLButtonElement>(null);
  const [grantsOpen, setGrantsOpen] = useState(false);
  const { manifest, state, pendingUpdate } = plugin;

  const activate = async () => {
    if (await run('activate', () => registry.activate(manifest.id)))
      onAnnounce(`${manifest.name} is active.`);
  };
  const deactivate = async () => {
    if (!(await run('deactivate', () => registry.deactivate(manifest.id)))) return;
    onAnnounce(`${manifest.name} is no longer active.`);
    mainButton.current?.focus();
  };

  const update = async (next: PluginManifest) => {
    let updated: PluginInstance | undefined;
    const ran = await run('update', async () => {
      updated = await registry.update(manifest.id, next);
    });
    if (ran && !updated?.pendingUpdate) onAnnounce(`${manifest.name} was updated.`);
  };

  const starting = state === 'loading' || pending === 'activate';
  const stopping = pending === 'deactivate';
  const crashed = state === 'disabled' && plugin.error?.code === 'CRASH_LOOP';
  const failed = (state === 'error' || crashed) && !starting;
  const ready = state === 'inactive' && plugin.enabled;
  const waiting = safeMode ? 'paused' : 'ready';
  // One that waits is on for its user, whether or not it has had something to do yet.
  const on = (state === 'active' || ready) && !starting;
  const asks = manifest.permissions.length + manifest.optionalPermissions.length > 0;
  const hasSettings = Object.keys(manifest.settings?.properties ?? {}).length > 0;

  return (
    <PluginCard
      manifest={manifest}
      nameId={nameId}
      aside={<StateBadge state={starting ? 'loading' : ready ? waiting : state} />}
    >
      {failed && (
        <PluginFaultNote
          name={manifest.name}
          title={crashed ? 'This plugin was switched off' : undefined}
          fault={plugin.error}
        />
      )}
      {error && !failed && <ErrorNote title="That did not work" message={error} />}
      {pendingUpdate && (
        <PendingUpdateNote
          update={pendingUpdate}
          busy={pending === 'update'}
          onReview={() => update(pendingUpdate.manifest)}
        />
      )}
      <div className="flex flex-wrap items-center gap-2">
        {/* One element through all states, so that the focus stays on it. */}
        <Button
          buttonRef={mainButton}
          variant={on ? 'secondary' : 'primary'}
          onClick={on ? deactivate : activate}
          busy={starting || (on && stopping)}
          inactive={stopping}
          aria-describedby={nameId}
        >
          {mainLabel(starting, on, stopping, failed)}
        </Button>
        {failed && (
          <Button onClick={deactivate} busy={stopping} aria-describedby={nameId}>
            {stopping ? 'Deactivating…' : 'Deactivate'}
          </Button>
        )}
        {hasSettings && (
          <Button onClick={() => onSettings(plugin)} aria-describedby={nameId}>
            Settings
          </Button>
        )}
        {asks && (
          <Button onClick={() => setGrantsOpen(true)} aria-describedby={nameId}>
            Permissions
          </Button>
        )}
        <Button
          variant="ghost"
          className="ml-auto"
          onClick={() => onUninstall(plugin)}
          inactive={starting || stopping}
          aria-describedby={nameId}
        >
          Uninstall
        </Button>
      </div>
      {grantsOpen && (
        <PluginGrantsDialog
          plugin={plugin}
          onClose={() => setGrantsOpen(false)}
          onSaved={() => {
            setGrantsOpen(false);
            onAnnounce(`The permissions of ${manifest.name} were saved.`);
          }}
        />
      )}
    </PluginCard>
  );
}

function mainLabel(starting: boolean, on: boolean, stopping: boolean, failed: boolean): string {
  if (starting) return 'Activating…';
  if (on) return stopping ? 'Deactivating…' : 'Deactivate';
  return failed ? 'Retry' : 'Activate';
}
