/** What the registry needs when something is changed, and not before: one part to download. */
export { createDeathInquest } from './death-inquest.ts';
export { planDependencies } from './dependencies.ts';
export { updatePlugin } from './plugin-update.ts';
export { refreshRegistry } from './registry-refresh.ts';
export { createSettingsWriter } from './settings-writer.ts';
