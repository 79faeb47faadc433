import type { Text } from './text.ts';

/** Texts of what several parts share. */
export const COMMON_STRINGS = {
  'part.loading': 'Loading…',
  'part.failed': 'This part could not be loaded',
  'part.retry': 'Retry',
  'detail.readme.cut': 'The rest of this text is too long to be shown here.',
  'detail.image': 'Image',
  'detail.pictures': 'Show pictures from {host}',
  'detail.pictures.others': {
    one: 'Show pictures from {host} and {count} other site',
    other: 'Show pictures from {host} and {count} other sites',
  },
} as const satisfies Record<string, Text>;
