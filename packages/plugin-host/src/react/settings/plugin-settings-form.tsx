import type { PluginSettingsSchema } from '@fluxstudio/plugin-protocol/manifest/settings-schema';
import type { RefObject } from 'react';
import { PartView } from '../ui/part-view.tsx';
import { usePart } from '../ui/use-part.ts';

const loadSettings = () => import('./settings-part.tsx').then((part) => part.SettingsFormPart);

export interface PluginSettingsFormProps {
  /** The `settings` of the manifest. */
  readonly schema: PluginSettingsSchema;
  /** What is in force now: the defaults under what the user stored. Read once, when the form appears. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** Saves what changed, and nothing else. A rejection is shown in the form. */
  onSave(changes: Record<string, unknown>): Promise<unknown>;
  /** The form is done with: saved or cancelled. */
  onClose(): void;
  /**
   * The form puts a function here that does what its "Cancel" does: it closes, or asks first where changes are not saved. For the
   * Escape key of a dialog around the form.
   */
  readonly closeRef?: RefObject<(() => void) | null>;
}

/**
 * A form drawn from the settings schema of a manifest. Nothing is sent before "Save", and values that break a rule of
 * the schema are not sent at all. A field says what is wrong with its value as it is typed, once the user has gone on to another field
 * or has tried to save. What the host or the server refuses is shown at its fields too. The same settings can be edited as JSON.
 */
export function PluginSettingsForm(props: PluginSettingsFormProps) {
  const part = usePart(loadSettings);
  return <PartView part={part}>{(Form) => <Form {...props} />}</PartView>;
}
