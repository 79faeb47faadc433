import type { ReactNode } from 'react';
import { permissionText } from './permission-text.ts';
import { useAppPermissions } from './plugin-host-provider.tsx';
import { PluginText } from './plugin-text.tsx';

export interface PermissionRowProps {
  readonly permission: string;
  /** Why the plugin wants it, in its author's words. */
  readonly reason?: string | undefined;
  /** Where `network` leads to. */
  readonly hosts: readonly string[];
  /** What the user can set about it. */
  readonly control?: ReactNode;
}

/** One requested permission: what it allows in our words, or the app's, and why the plugin wants it in the author's. */
export function PermissionRow({ permission, reason, hosts, control }: PermissionRowProps) {
  const { icon: Icon, title, description, image } = permissionText(permission, useAppPermissions());
  return (
    <li className="flex gap-3">
      <span className="flex h-8 w-8 shrink-0 items-center justify-center rounded-lg bg-neutral-100 text-neutral-700 dark:bg-neutral-800 dark:text-neutral-300">
        {image ? <img src={image} alt="" className="h-4 w-4" /> : <Icon />}
      </span>
      <div className="min-w-0 flex-1 text-[13px] leading-[1.125rem]">
        <p className="flex flex-wrap items-baseline justify-between gap-x-2 font-medium [overflow-wrap:anywhere]">
          {title}
          <code className="text-[11px] font-normal text-neutral-600 dark:text-neutral-400">{permission}</code>
        </p>
        <p className="mt-0.5 text-neutral-600 dark:text-neutral-400">{description}</p>
        {permission === 'network' && <NetworkHosts hosts={hosts} />}
        {reason && (
          <p className="mt-1.5 border-l-2 border-neutral-200 pl-2 text-neutral-600 dark:border-neutral-700 dark:text-neutral-400">
            Reason given: <PluginText text={reason} />
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

function NetworkHosts({ hosts }: { readonly hosts: readonly string[] }) {
  if (hosts.length === 0) {
    return (
      <p className="mt-1 text-neutral-600 dark:text-neutral-400">It names no hosts, so it can reach none.</p>
    );
  }
  return (
    <ul aria-label="Hosts" className="mt-1.5 flex flex-wrap gap-1">
      {hosts.map((host) => (
        <li
          key={host}
          className="max-w-full rounded bg-neutral-100 px-1.5 py-0.5 font-mono text-[11px] text-neutral-800 dark:bg-neutral-800 dark:text-neutral-200"
        >
          <PluginText text={host} truncate />
        </li>
      ))}
    </ul>
  );
}
