import type { PermissionInfo } from '@fluxstudio/plugin-protocol/contract';
import type { Permission } from '@fluxstudio/plugin-protocol/permissions';
import type { ComponentType } from 'react';
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
} from './icons.tsx';

/** How a permission is put to a user: what the plugin could do, in the user's words. */
export interface PermissionText {
  readonly icon: ComponentType<IconProps>;
  readonly title: string;
  readonly description: string;
  /** URL of the app's own picture, in place of the icon. */
  readonly image?: string;
}

const TEXTS: Readonly<Record<Permission, PermissionText>> = {
  storage: {
    icon: StorageIcon,
    title: 'Keep its own data',
    description: 'Save and read data of its own. It cannot see the data of other plugins.',
  },
  projects: {
    icon: ProjectsIcon,
    title: 'See and change your projects',
    description: 'Read the names and details of your projects, open them and create new ones.',
  },
  'projects:read': {
    icon: ProjectsIcon,
    title: 'See your projects',
    description: 'Read the names and details of your projects. It cannot change them.',
  },
  'projects:write': {
    icon: ProjectsIcon,
    title: 'Open and create projects',
    description: 'Open your projects and create new ones.',
  },
  files: {
    icon: FilesIcon,
    title: 'Read and change your files',
    description: 'List, read, write and delete the files of your projects.',
  },
  'files:read': {
    icon: FilesIcon,
    title: 'Read your files',
    description: 'List and read the files of your projects. It cannot change them.',
  },
  'files:write': {
    icon: FilesIcon,
    title: 'Change your files',
    description: 'Write and delete files of your projects.',
  },
  network: {
    icon: NetworkIcon,
    title: 'Connect to the internet',
    description: 'Send data to, and receive data from, the hosts it names. No other host can be reached.',
  },
  notifications: {
    icon: BellIcon,
    title: 'Show notifications',
    description: 'Show messages that carry its name, with buttons that run its own actions.',
  },
  commands: {
    icon: CommandIcon,
    title: 'Add and run commands',
    description: 'Add commands to the command palette, and run its own commands and those of the app.',
  },
  ui: {
    icon: LayoutIcon,
    title: 'Add to the interface',
    description: 'Show panels, toolbar buttons, dialogs and notifications that carry its name.',
  },
  ai: {
    icon: SparkIcon,
    title: 'Use the AI assistant',
    description: 'Send text to the app’s AI assistant on your behalf. This can count towards your AI usage.',
  },
  collaboration: {
    icon: PeopleIcon,
    title: 'See your collaborators',
    description: 'See who else is in a project, and where they are working.',
  },
  system: {
    icon: ShieldIcon,
    title: 'System access (administrators only)',
    description: 'Reserved for administrators. For anyone else it has no effect.',
  },
};

/**
 * The text of a permission: ours, or for its own namespaces the app's. An app cannot change what ours say; one that neither
 * knows is shown by its name.
 */
export function permissionText(permission: string, own: ReadonlyMap<string, PermissionInfo>): PermissionText {
  if (Object.hasOwn(TEXTS, permission)) return TEXTS[permission as Permission];
  const { title = permission, description, icon: image } = own.get(permission) ?? {};
  return {
    icon: KeyIcon,
    title,
    description: description ?? 'A permission of this app that has no description here.',
    ...(image === undefined ? {} : { image }),
  };
}
