import { CONSENT_STRINGS } from './consent-strings.ts';
import { CONTRIBUTION_STRINGS } from './contribution-strings.ts';
import { INSTALLED_STRINGS } from './installed-strings.ts';
import { MARKETPLACE_STRINGS } from './marketplace-strings.ts';
import { SETTINGS_STRINGS } from './settings-strings.ts';
import type { Text } from './text.ts';

/** Every text of the components, in English. */
export const DEFAULT_STRINGS = {
  ...MARKETPLACE_STRINGS,
  ...INSTALLED_STRINGS,
  ...CONSENT_STRINGS,
  ...SETTINGS_STRINGS,
  ...CONTRIBUTION_STRINGS,
} as const satisfies Record<string, Text>;

export type StringKey = keyof typeof DEFAULT_STRINGS;

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
