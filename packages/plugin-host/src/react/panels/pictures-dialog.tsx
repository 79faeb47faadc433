import type { PicturesQuestionProps } from '../marketplace/plugin-pictures.tsx';
import { useStrings } from '../strings/use-strings.tsx';
import { AddressDialog } from './address-dialog.tsx';
import { usePluginName } from './node-view.tsx';
import { OutsidePanel } from './outside-panel.tsx';

/** Asks before the pictures of other sites are loaded: a panel can change what is under the pointer, a dialog stays. */
export function PicturesDialog({ hosts, onShow, onClose }: PicturesQuestionProps) {
  const { text, elements } = useStrings();
  const pluginName = usePluginName();
  return (
    <OutsidePanel>
      <AddressDialog
        title={text('panel.pictures.title')}
        note={elements('panel.pictures.note', { name: <bdi>{pluginName}</bdi> })}
        addresses={hosts}
        action={text('panel.pictures.show')}
        onConfirm={onShow}
        onClose={onClose}
      />
    </OutsidePanel>
  );
}
