import type { Text } from './text.ts';

/** Texts of what asks for permissions, and shows them. */
export const CONSENT_STRINGS = {
  'consent.request': 'Allow {name} to do more?',
} as const satisfies Record<string, Text>;
