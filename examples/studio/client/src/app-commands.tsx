import type { PaletteItem } from '@fluxstudio/plugin-host/react';
import type { ThemeStore } from './layout/theme-store.ts';
import type { SessionStore } from './session/session-store.ts';
import { FolderIcon, GearIcon, MoonIcon, PackageIcon, PlusIcon, SignOutIcon } from './ui/icons.tsx';

export interface AppCommandParts {
  go(path: string): void;
  readonly theme: ThemeStore;
  readonly sessions: SessionStore;
}

/** The studio's own entries in the command palette. */
export function appCommands({ go, theme, sessions }: AppCommandParts): readonly PaletteItem[] {
  const category = 'Studio';
  return [
    {
      id: 'projects',
      label: 'Go to Projects',
      category,
      icon: <FolderIcon />,
      action: () => go('/projects'),
    },
    { id: 'plugins', label: 'Go to Plugins', category, icon: <PackageIcon />, action: () => go('/plugins') },
    { id: 'settings', label: 'Go to Settings', category, icon: <GearIcon />, action: () => go('/settings') },
    {
      id: 'new-project',
      label: 'New project',
      category,
      icon: <PlusIcon />,
      action: () => go('/projects?new'),
    },
    {
      id: 'toggle-theme',
      label: 'Toggle theme',
      category,
      keywords: ['dark', 'light', 'mode'],
      icon: <MoonIcon />,
      action: theme.toggle,
    },
    { id: 'sign-out', label: 'Sign out', category, icon: <SignOutIcon />, action: sessions.signOut },
  ];
}
