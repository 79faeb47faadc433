import type { Text } from './text.ts';

/** Texts of what several parts share. */
export const COMMON_STRINGS = {
  'part.loading': 'Loading…',
  'part.failed': 'This part could not be loaded',
  'part.retry': 'Retry',
} as const satisfies Record<string, Text>;
