import { useStrings } from '../strings/use-strings.tsx';
import { AddressDialog } from './address-dialog.tsx';
import { usePluginName } from './node-view.tsx';
import { OutsidePanel } from './outside-panel.tsx';

export interface LinkDialogProps {
  /** `https:` or `mailto:`. */
  readonly address: string;
  onClose(): void;
}

/** Says where a link of a plugin leads, and opens it if the user wants that. */
export function LinkDialog({ address, onClose }: LinkDialogProps) {
  const { text, elements } = useStrings();
  const pluginName = usePluginName();
  const { protocol, host, pathname } = new URL(address);
  const isMail = protocol === 'mailto:';
  const target = <bdi dir="ltr">{isMail ? pathname : host}</bdi>;
  return (
    <OutsidePanel>
      <AddressDialog
        title={elements(isMail ? 'panel.link.mail' : 'panel.link.title', { target })}
        note={elements('panel.link.note', { name: <bdi>{pluginName}</bdi> })}
        addresses={[address]}
        action={text('panel.link.open')}
        onConfirm={() => window.open(address, '_blank', 'noopener,noreferrer')}
        onClose={onClose}
      />
    </OutsidePanel>
  );
}
