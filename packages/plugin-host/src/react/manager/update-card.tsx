import { useId } from 'react';
import type { AvailableUpdate } from '../../backend/backend.ts';
import { whatIsNew } from '../../registry/plugin-update.ts';
import { NetworkHosts } from '../consent/network-hosts.tsx';
import { PermissionRow, reasonFor } from '../consent/permission-row.tsx';
import { isStale, MarketplaceProblem } from '../marketplace/marketplace-problem.tsx';
import { LazyReadme } from '../marketplace/readme-lazy.tsx';
import { usePluginHost } from '../plugin-host-provider.tsx';
import { useStrings } from '../strings/use-strings.tsx';
import { Button } from '../ui/button.tsx';
import { PluginIcon } from '../ui/plugin-icon.tsx';
import { PluginText } from '../ui/plugin-text.tsx';
import { usePlugin } from '../use-plugins.ts';
import type { UpdateFault } from './use-update-all.ts';

export interface UpdateCardProps {
  readonly update: AvailableUpdate;
  /** This one is being updated. */
  readonly busy: boolean;
  /** Some other one is. */
  readonly inactive: boolean;
  readonly fault: UpdateFault | undefined;
  onUpdate(update: AvailableUpdate): void;
  /** Asks for the updates again. */
  onReload(): void;
  readonly onSignIn?: (() => void) | undefined;
}

/** A newer version of a plugin: what it asks for beyond the installed one, and what its author has changed. */
export function UpdateCard(props: UpdateCardProps) {
  const { update, busy, inactive, fault, onUpdate, onReload, onSignIn } = props;
  const { text } = useStrings();
  const nameId = useId();
  const { manifest, from, to, changelog } = update;
  const stale = fault?.kind === 'failed' && isStale(fault.error);
  return (
    <li
      data-plugin={manifest.id}
      className="space-y-3 rounded-xl border border-neutral-200 bg-white p-4 dark:border-neutral-800 dark:bg-neutral-900"
    >
      <div className="flex flex-wrap items-start gap-3">
        <PluginIcon plugin={manifest} />
        <div className="min-w-0 flex-1 basis-40">
          <h2 id={nameId} className="text-sm font-semibold leading-5">
            <PluginText text={manifest.name} truncate />
          </h2>
          <p className="text-xs tabular-nums text-neutral-600 [overflow-wrap:anywhere] dark:text-neutral-400">
            <span aria-hidden="true" dir="ltr">
              {text('update.from', { from, to })}
            </span>
            <span className="sr-only">{text('update.from.label', { from, to })}</span>
          </p>
        </div>
        <Button
          onClick={() => onUpdate(update)}
          busy={busy}
          inactive={inactive && !busy}
          aria-describedby={nameId}
          className="ms-auto"
        >
          {text(busy ? 'update.busy' : 'update.one')}
        </Button>
      </div>
      <WhatItAsks update={update} />
      {fault?.kind === 'refused' && !busy && (
        <p role="status" className="text-[13px] text-neutral-700 dark:text-neutral-300">
          {text('update.refused')}
        </p>
      )}
      {fault?.kind === 'failed' && !busy && (
        <MarketplaceProblem
          title={text('update.error')}
          error={fault.error}
          onRetry={stale ? onReload : () => onUpdate(update)}
          retryLabel={text(stale ? 'install.reload' : 'part.retry')}
          onSignIn={onSignIn}
        />
      )}
      {changelog && (
        <details>
          <summary className="w-fit cursor-pointer rounded text-[13px] font-medium focus-visible:outline focus-visible:outline-2 focus-visible:outline-offset-2 focus-visible:outline-blue-600 dark:focus-visible:outline-blue-400">
            {text('update.changes')}
          </summary>
          <div className="mt-2 max-h-80 overflow-y-auto">
            <LazyReadme source={changelog} />
          </div>
        </details>
      )}
    </li>
  );
}

/** What the new version asks for that the installed one does not have. */
function WhatItAsks({ update: { pluginId, manifest } }: { readonly update: AvailableUpdate }) {
  const { text } = useStrings();
  const { registry } = usePluginHost();
  const plugin = usePlugin(pluginId);
  if (!plugin) return null;
  const { permissions, hosts } = whatIsNew(plugin, manifest, registry.grants.get(pluginId));
  if (permissions.length + hosts.length === 0) {
    return <p className="text-[13px] text-neutral-600 dark:text-neutral-400">{text('update.same')}</p>;
  }
  return (
    <div className="space-y-3 text-[13px]">
      {permissions.length > 0 && (
        <div>
          <p className="font-medium">{text('update.asks')}</p>
          <ul className="mt-2 space-y-3.5">
            {permissions.map((permission) => (
              <PermissionRow
                key={permission}
                permission={permission}
                reason={reasonFor(permission, manifest.permissionReasons, manifest.network)}
                hosts={hosts}
              />
            ))}
          </ul>
        </div>
      )}
      {hosts.length > 0 && !permissions.includes('network') && (
        <div>
          <p className="font-medium">{text('update.hosts')}</p>
          <NetworkHosts hosts={hosts} />
        </div>
      )}
    </div>
  );
}
