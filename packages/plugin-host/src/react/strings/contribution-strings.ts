import type { Text } from './text.ts';

/** Texts of the command palette, menus, bars and questions of plugins. */
export const CONTRIBUTION_STRINGS = {
  'palette.label': 'Command palette',
} as const satisfies Record<string, Text>;
