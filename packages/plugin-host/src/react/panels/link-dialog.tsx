import { useId, useRef } from 'react';
import { useStrings } from '../strings/use-strings.tsx';
import { Button } from '../ui/button.tsx';
import { Modal } from '../ui/modal.tsx';
import { useArmed } from '../ui/use-armed.ts';
import { usePluginName } from './node-view.tsx';

export interface LinkDialogProps {
  /** `https:` or `mailto:`. */
  readonly address: string;
  onClose(): void;
}

/** Says where a link of a plugin leads, and opens it if the user wants that. */
export function LinkDialog({ address, onClose }: LinkDialogProps) {
  const { text, elements } = useStrings();
  const base = useId();
  const cancel = useRef<HTMLButtonElement>(null);
  const armed = useArmed();
  const pluginName = usePluginName();
  const { protocol, host, pathname } = new URL(address);
  const isMail = protocol === 'mailto:';
  const target = <bdi dir="ltr">{isMail ? pathname : host}</bdi>;

  const open = () => {
    onClose();
    window.open(address, '_blank', 'noopener,noreferrer');
  };
  return (
    <Modal
      labelledBy={`${base}-title`}
      describedBy={`${base}-address`}
      initialFocus={cancel}
      onDismiss={onClose}
      className="max-w-md"
    >
      <div className="flex flex-col gap-3 p-5">
        <h2 id={`${base}-title`} className="text-[15px] font-semibold [overflow-wrap:anywhere]">
          {elements(isMail ? 'panel.link.mail' : 'panel.link.title', { target })}
        </h2>
        <p className="text-[13px] text-neutral-600 dark:text-neutral-400">
          {elements('panel.link.note', { name: <bdi>{pluginName}</bdi> })}
        </p>
        <p
          id={`${base}-address`}
          dir="ltr"
          className="max-h-32 overflow-y-auto rounded-md bg-neutral-100 px-3 py-2 font-mono text-xs [overflow-wrap:anywhere] dark:bg-neutral-950"
        >
          {address}
        </p>
        <div className="flex flex-wrap justify-end gap-2">
          <Button buttonRef={cancel} onClick={onClose}>
            {text('panel.link.cancel')}
          </Button>
          <Button variant="primary" arming={!armed} onClick={open}>
            {text('panel.link.open')}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
