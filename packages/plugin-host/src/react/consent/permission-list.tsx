import { type ReactNode, useId } from 'react';
import { useAppPermissions } from '../plugin-host-provider.tsx';
import { useStrings } from '../strings/use-strings.tsx';
import { PermissionRow, reasonFor } from './permission-row.tsx';
import { isSensitive } from './sensitive-permissions.ts';

export interface PermissionListProps {
  readonly permissions: readonly string[];
  /** The plugin's own words, by permission. */
  readonly reasons?: Readonly<Record<string, string>> | undefined;
  /** Where `network` leads to, and why. */
  readonly network: { readonly hosts: readonly string[]; readonly reason?: string | undefined };
  readonly newHosts?: boolean;
  /** Id of a heading of level 3 above it, that the ones which are not sensitive can do with. */
  readonly headedBy?: string;
  /** What the user can set about each. */
  control?(permission: string): ReactNode;
}

/** Permissions as a user is asked for them, with the sensitive ones first and apart from the others. */
export function PermissionList(props: PermissionListProps) {
  const { permissions, reasons, network, newHosts = false, headedBy, control } = props;
  const { text } = useStrings();
  const id = useId();
  const own = useAppPermissions();
  const sensitive = permissions.filter((permission) => isSensitive(permission, own));
  const others = permissions.filter((permission) => !isSensitive(permission, own));
  const headsOthers = sensitive.length > 0 && headedBy === undefined;
  const Heading = headedBy === undefined ? 'h3' : 'h4';
  const rows = (list: readonly string[], heading: string | undefined) => (
    <ul aria-labelledby={heading} className="mt-3 space-y-3.5">
      {list.map((permission) => (
        <PermissionRow
          key={permission}
          permission={permission}
          reason={reasonFor(permission, reasons, network)}
          hosts={network.hosts}
          newHosts={newHosts}
          control={control?.(permission)}
        />
      ))}
    </ul>
  );
  return (
    <>
      {sensitive.length > 0 && (
        <div className="mt-3 rounded-lg border border-amber-300 bg-amber-50/60 p-3 dark:border-amber-900 dark:bg-amber-950/30">
          <Heading
            id={`${id}-sensitive`}
            className="text-xs font-semibold text-amber-950 dark:text-amber-200"
          >
            {text('consent.sensitive')}
          </Heading>
          <p className="mt-0.5 text-xs text-neutral-700 dark:text-neutral-300">
            {text('consent.sensitive.about')}
          </p>
          {rows(sensitive, `${id}-sensitive`)}
        </div>
      )}
      {others.length > 0 && (
        <div className="mt-4">
          {headsOthers && (
            <h3 id={`${id}-others`} className="text-xs font-semibold text-neutral-700 dark:text-neutral-300">
              {text('consent.others')}
            </h3>
          )}
          {rows(others, headsOthers ? `${id}-others` : headedBy)}
        </div>
      )}
    </>
  );
}
