import type { PluginManifest } from '@fluxstudio/plugin-protocol/manifest/manifest';
import { PermissionRow, reasonFor } from '../consent/permission-row.tsx';
import { useStrings } from '../strings/use-strings.tsx';
import { PluginDetailSection } from './plugin-detail-section.tsx';

export interface PluginDetailPermissionsProps {
  readonly manifest: PluginManifest;
}

/** What a plugin asks for, and what it may ask for later, in words. */
export function PluginDetailPermissions({ manifest }: PluginDetailPermissionsProps) {
  const { text } = useStrings();
  const { permissions, optionalPermissions } = manifest;
  return (
    <>
      <PluginDetailSection title={text('detail.permissions')}>
        {permissions.length > 0 ? (
          <Rows manifest={manifest} permissions={permissions} />
        ) : (
          <p className="text-[13px] text-neutral-600 dark:text-neutral-400">
            {text('detail.permissions.none')}
          </p>
        )}
      </PluginDetailSection>
      {optionalPermissions.length > 0 && (
        <PluginDetailSection title={text('detail.permissions.optional')}>
          <Rows manifest={manifest} permissions={optionalPermissions} />
        </PluginDetailSection>
      )}
    </>
  );
}

interface RowsProps extends PluginDetailPermissionsProps {
  readonly permissions: readonly string[];
}

function Rows({ manifest: { permissionReasons, network }, permissions }: RowsProps) {
  return (
    <ul className="space-y-3.5">
      {permissions.map((permission) => (
        <PermissionRow
          key={permission}
          permission={permission}
          reason={reasonFor(permission, permissionReasons, network)}
          hosts={network?.hosts ?? []}
        />
      ))}
    </ul>
  );
}
