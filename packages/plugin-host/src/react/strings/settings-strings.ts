import type { Text } from './text.ts';

/** Texts of the settings of a plugin. */
export const SETTINGS_STRINGS = {
  'settings.reset': 'Reset',
} as const satisfies Record<string, Text>;
