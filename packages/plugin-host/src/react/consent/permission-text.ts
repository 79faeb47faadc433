import type { PermissionInfo } from '@fluxstudio/plugin-protocol/contract';
import { isPermission, type Permission } from '@fluxstudio/plugin-protocol/permissions';
import type { ComponentType } from 'react';
import { createStrings, type Strings } from '../strings/use-strings.tsx';
import {
  BellIcon,
  CommandIcon,
  FilesIcon,
  type IconProps,
  KeyIcon,
  LayoutIcon,
  NetworkIcon,
  PeopleIcon,
  ProjectsIcon,
  ShieldIcon,
  SparkIcon,
  StorageIcon,
} from '../ui/icons.tsx';

/** How a permission is put to a user: what the plugin could do, in the user's words. */
export interface PermissionText {
  readonly icon: ComponentType<IconProps>;
  readonly title: string;
  readonly description: string;
  /** URL of the app's own picture, in place of the icon. */
  readonly image?: string;
}

const ICONS: Readonly<Record<Permission, ComponentType<IconProps>>> = {
  storage: StorageIcon,
  projects: ProjectsIcon,
  'projects:read': ProjectsIcon,
  'projects:write': ProjectsIcon,
  files: FilesIcon,
  'files:read': FilesIcon,
  'files:write': FilesIcon,
  network: NetworkIcon,
  notifications: BellIcon,
  commands: CommandIcon,
  ui: LayoutIcon,
  webview: LayoutIcon,
  ai: SparkIcon,
  collaboration: PeopleIcon,
  system: ShieldIcon,
};

/**
 * The text of a permission: ours, or for its own namespaces the app's. A namespace cannot change what ours say, only the app's
 * strings can; one that nobody knows is shown by its name.
 */
export function permissionText(
  permission: string,
  own: ReadonlyMap<string, PermissionInfo>,
  { text }: Pick<Strings, 'text'> = createStrings(),
): PermissionText {
  if (isPermission(permission)) {
    return {
      icon: ICONS[permission],
      title: text(`permission.${permission}`),
      description: text(`permission.${permission}.about`),
    };
  }
  const { title = permission, description, icon: image } = own.get(permission) ?? {};
  return {
    icon: KeyIcon,
    title,
    description: description ?? text('permission.unknown.about'),
    ...(image === undefined ? {} : { image }),
  };
}
