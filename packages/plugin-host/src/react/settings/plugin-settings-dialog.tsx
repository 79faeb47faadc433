import type { PluginInstance } from '../../registry/plugin-instance.ts';
import { useStrings } from '../strings/use-strings.tsx';
import { Modal } from '../ui/modal.tsx';
import { PartView } from '../ui/part-view.tsx';
import { usePart } from '../ui/use-part.ts';

const loadDialog = () => import('./settings-part.tsx').then((part) => part.SettingsDialogPart);

export interface PluginSettingsDialogProps {
  readonly plugin: PluginInstance;
  onClose(): void;
}

/** The settings of one plugin in a modal dialog. Mount it to open it. Shows nothing for a plugin without settings. */
export function PluginSettingsDialog(props: PluginSettingsDialogProps) {
  const { text } = useStrings();
  const part = usePart(loadDialog);
  // The dialog opens when it is whole, so that the focus starts in its first field.
  if (part.status === 'ready') return <part.part {...props} />;
  if (part.status === 'loading') return null;
  return (
    <Modal label={text('part.failed')} onDismiss={props.onClose} className="max-w-lg p-5">
      <PartView part={part}>{() => null}</PartView>
    </Modal>
  );
}
