import { SETTINGS_STRINGS } from '../strings/settings-strings.ts';
import { MoreStrings } from '../strings/use-strings.tsx';
import type { PluginSettingsDialogProps } from './plugin-settings-dialog.tsx';
import type { PluginSettingsFormProps } from './plugin-settings-form.tsx';
import { SettingsDialog } from './settings-dialog.tsx';
import { SettingsForm } from './settings-form.tsx';

/** The form with its texts. */
export function SettingsFormPart(props: PluginSettingsFormProps) {
  return (
    <MoreStrings defaults={SETTINGS_STRINGS}>
      <SettingsForm {...props} />
    </MoreStrings>
  );
}

/** The dialog with its texts. */
export function SettingsDialogPart(props: PluginSettingsDialogProps) {
  return (
    <MoreStrings defaults={SETTINGS_STRINGS}>
      <SettingsDialog {...props} />
    </MoreStrings>
  );
}
