import type { Text } from './text.ts';

/** Texts around the panels of plugins. */
export const PANEL_STRINGS = {
  'panel.of': '{title}, by {name}',
  'panel.opening': 'Opening {title}',
  'panel.stopped': '{title} was stopped',
  'panel.failed': '{title} could not be opened',
  'panel.ended': '{name} is not running',
  'panel.empty': '{name} shows nothing here',
  'panel.reopen': 'Open again',
  'panel.start': 'Start',
} as const satisfies Record<string, Text>;
