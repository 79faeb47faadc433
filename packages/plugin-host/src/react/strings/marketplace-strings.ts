import type { Text } from './text.ts';

/** Texts of the manager and its marketplace. */
export const MARKETPLACE_STRINGS = {
  'manager.label': 'Plugins',
  'manager.installed': 'Installed',
  'manager.marketplace': 'Marketplace',
  'marketplace.found': { one: '{count} plugin found', other: '{count} plugins found' },
} as const satisfies Record<string, Text>;
