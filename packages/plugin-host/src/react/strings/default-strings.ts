import { COMMON_STRINGS } from './common-strings.ts';
import { CONSENT_STRINGS } from './consent-strings.ts';
import { CONTRIBUTION_STRINGS } from './contribution-strings.ts';
import type { INSTALLED_STRINGS } from './installed-strings.ts';
import type { MARKETPLACE_STRINGS } from './marketplace-strings.ts';
import type { PANEL_STRINGS } from './panel-strings.ts';
import type { SETTINGS_STRINGS } from './settings-strings.ts';
import type { Text } from './text.ts';

/** In English, what a page may need at once. The manager and the settings bring theirs when they are downloaded. */
export const FIRST_STRINGS = {
  ...COMMON_STRINGS,
  ...CONSENT_STRINGS,
  ...CONTRIBUTION_STRINGS,
} as const satisfies Record<string, Text>;

export type StringKey =
  | keyof typeof FIRST_STRINGS
  | keyof typeof INSTALLED_STRINGS
  | keyof typeof MARKETPLACE_STRINGS
  | keyof typeof PANEL_STRINGS
  | keyof typeof SETTINGS_STRINGS;

/**
 * Texts in place of ours, by key.
 *
 * @example
 * const strings: PluginStrings = {
 *   'manager.installed': 'Installiert',
 *   'marketplace.found': { one: '{count} Plugin gefunden', other: '{count} Plugins gefunden' },
 * };
 */
export type PluginStrings = { readonly [Key in StringKey]?: Text };
