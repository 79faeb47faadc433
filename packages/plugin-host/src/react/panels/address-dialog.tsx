import { type ReactNode, useId, useRef } from 'react';
import { useStrings } from '../strings/use-strings.tsx';
import { Button } from '../ui/button.tsx';
import { Modal } from '../ui/modal.tsx';
import { useArmed } from '../ui/use-armed.ts';

export interface AddressDialogProps {
  readonly title: ReactNode;
  readonly note: ReactNode;
  /** In full, and counted where there are several: they are what the question is about. */
  readonly addresses: readonly string[];
  /** What the button says that means yes. */
  readonly action: string;
  onConfirm(): void;
  onClose(): void;
}

/** Asks before the browser turns to addresses that a plugin names. */
export function AddressDialog({ title, note, addresses, action, onConfirm, onClose }: AddressDialogProps) {
  const { text } = useStrings();
  const base = useId();
  const cancel = useRef<HTMLButtonElement>(null);
  const armed = useArmed();
  const isOne = addresses.length === 1;
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
          {title}
        </h2>
        <p className="text-[13px] text-neutral-600 dark:text-neutral-400">{note}</p>
        <ol
          id={`${base}-address`}
          dir="ltr"
          className={`max-h-[60dvh] overflow-y-auto rounded-md bg-neutral-100 py-2 pe-3 font-mono text-xs [overflow-wrap:anywhere] dark:bg-neutral-950 ${isOne ? 'ps-3' : 'list-decimal ps-9'}`}
        >
          {addresses.map((address) => (
            <li key={address}>{address}</li>
          ))}
        </ol>
        <div className="flex flex-wrap justify-end gap-2">
          <Button buttonRef={cancel} onClick={onClose}>
            {text('panel.link.cancel')}
          </Button>
          <Button
            variant="primary"
            arming={!armed}
            onClick={() => {
              onClose();
              onConfirm();
            }}
          >
            {isOne ? action : `${action} (${addresses.length})`}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
