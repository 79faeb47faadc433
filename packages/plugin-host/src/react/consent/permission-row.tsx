import type { ReactNode } from 'react';
import { useAppPermissions } from '../plugin-host-provider.tsx';
import { useStrings } from '../strings/use-strings.tsx';
import { PluginText } from '../ui/plugin-text.tsx';
import { NetworkHosts } from './network-hosts.tsx';
import { permissionText } from './permission-text.ts';

export interface PermissionRowProps {
  readonly permission: string;
  /** Why the plugin wants it, in its author's words. */
  readonly reason?: string | undefined;
  /** Where `network` leads to. */
  readonly hosts: readonly string[];
  /** Whether the hosts are those that an update adds. */
  readonly newHosts?: boolean;
  /** What the user can set about it. */
  readonly control?: ReactNode;
}

/** One requested permission: what it allows in our words, or the app's, and why the plugin wants it in the author's. */
export function PermissionRow({ permission, reason, hosts, newHosts = false, control }: PermissionRowProps) {
  const strings = useStrings();
  const { icon: Icon, title, description, image } = permissionText(permission, useAppPermissions(), strings);
  return (
    <li className="flex gap-3">
      <span className="flex h-8 w-8 shrink-0 items-center justify-center rounded-lg bg-neutral-100 text-neutral-700 dark:bg-neutral-800 dark:text-neutral-300">
        {image ? <img src={image} alt="" className="h-4 w-4" /> : <Icon />}
      </span>
      <div className="min-w-0 flex-1 text-[13px] leading-[1.125rem]">
        <p className="flex flex-wrap items-baseline justify-between gap-x-2 font-medium [overflow-wrap:anywhere]">
          <PluginText text={title} />
          <code className="text-[11px] font-normal text-neutral-600 dark:text-neutral-400">
            <PluginText text={permission} />
          </code>
        </p>
        <p className="mt-0.5 text-neutral-600 dark:text-neutral-400">{description}</p>
        {permission === 'network' && <NetworkHosts hosts={hosts} areNew={newHosts} />}
        {reason && (
          <p className="mt-1.5 border-s-2 border-neutral-200 ps-2 text-neutral-600 dark:border-neutral-700 dark:text-neutral-400">
            {strings.elements('consent.reason', { reason: <PluginText text={reason} className="italic" /> })}
          </p>
        )}
        {control}
      </div>
    </li>
  );
}

/** The author's reason for a permission; `network` may have one of its own beside its hosts. */
export function reasonFor(
  permission: string,
  reasons: Readonly<Record<string, string>> = {},
  network?: { readonly reason?: string | undefined },
): string | undefined {
  if (Object.hasOwn(reasons, permission)) return reasons[permission];
  return permission === 'network' ? network?.reason : undefined;
}
