import { COMPONENT_STORIES } from './areas/components.tsx';
import { CONSENT_STORIES } from './areas/consent.tsx';
import { CONTRIBUTION_STORIES } from './areas/contributions.tsx';
import { DETAIL_STORIES } from './areas/detail.tsx';
import { HOSTILE_STORIES } from './areas/hostile.tsx';
import { INSTALLED_STORIES } from './areas/installed.tsx';
import { MARKETPLACE_STORIES } from './areas/marketplace.tsx';
import { PANEL_STORIES } from './areas/panels.tsx';
import { QUESTION_STORIES } from './areas/questions.tsx';
import { SETTINGS_STORIES } from './areas/settings.tsx';
import { UPDATE_STORIES } from './areas/updates.tsx';
import type { Story } from './story.ts';

/** Every state of the components that a user can see. */
export const STORIES: readonly Story[] = [
  ...INSTALLED_STORIES,
  ...MARKETPLACE_STORIES,
  ...DETAIL_STORIES,
  ...UPDATE_STORIES,
  ...CONSENT_STORIES,
  ...SETTINGS_STORIES,
  ...CONTRIBUTION_STORIES,
  ...QUESTION_STORIES,
  ...COMPONENT_STORIES,
  ...PANEL_STORIES,
  ...HOSTILE_STORIES,
];
