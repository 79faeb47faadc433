import type { Text } from './text.ts';

/** Texts of what is installed. */
export const INSTALLED_STRINGS = {
  'installed.activate': 'Activate',
  'installed.activated': '{name} is active.',
} as const satisfies Record<string, Text>;
