import { type MouseEvent, useId, useRef, useState } from 'react';
import type { ConsentDecision, ConsentRequest } from '../services.ts';
import { Button } from './button.tsx';
import { ConsentCheckbox } from './consent-checkbox.tsx';
import { Modal } from './modal.tsx';
import { PermissionRow, reasonFor } from './permission-row.tsx';
import { PluginIcon } from './plugin-icon.tsx';
import { PluginText } from './plugin-text.tsx';

export interface ConsentDialogProps {
  readonly request: ConsentRequest;
  onDecide(decision: ConsentDecision): void;
}

const NOTHING: ConsentDecision = { granted: [] };

interface Words {
  /** The title, around the name of the plugin. */
  readonly before: string;
  readonly after: string;
  readonly intro: string;
}

const WORDS: Readonly<Record<ConsentRequest['occasion'], Words>> = {
  request: { before: 'Allow ', after: ' to do more?', intro: 'This plugin asks for permission to:' },
  update: {
    before: 'Update ',
    after: '?',
    intro: 'The new version asks for more. Until you allow it, the installed version stays.',
  },
  activation: {
    before: 'Allow ',
    after: ' to do this?',
    intro: 'You have not been asked yet what this plugin may do. It asks for permission to:',
  },
};

/**
 * Asks the user for what a plugin wants beyond what it has. Nothing is ticked, and the focus starts on the button that refuses: a
 * user who presses Enter without reading has allowed nothing. An update is allowed as a whole; of several other permissions the
 * user picks.
 */
export function ConsentDialog({ request, onDecide }: ConsentDialogProps) {
  const { plugin, permissions, occasion, reasons, hosts } = request;
  const introId = useId();
  const refuse = useRef<HTMLButtonElement>(null);
  const [ticked, setTicked] = useState<readonly string[]>([]);
  const [session, setSession] = useState(false);
  const picks = occasion !== 'update' && permissions.length > 1;
  const granted = picks ? permissions.filter((permission) => ticked.includes(permission)) : permissions;
  const { before, after, intro } = WORDS[occasion];

  const allow = (event: MouseEvent) => {
    // The second half of a double click on something else is not an answer to a question nobody has read yet.
    if (event.detail > 1) return;
    onDecide({ granted, session });
  };
  const tick = (permission: string, on: boolean) =>
    setTicked(on ? [...ticked, permission] : ticked.filter((other) => other !== permission));

  return (
    <Modal
      label={`${before}${plugin.name}${after}`}
      describedBy={introId}
      onDismiss={() => onDecide(NOTHING)}
      initialFocus={refuse}
      className="max-w-md"
    >
      <div className="flex max-h-[calc(100dvh-2rem)] flex-col">
        <header className="flex items-start gap-3 px-5 pb-4 pt-5">
          <PluginIcon plugin={plugin} />
          <div className="min-w-0 flex-1">
            <h2 className="line-clamp-3 text-[15px] font-semibold leading-5">
              {before}
              <PluginText text={plugin.name} />
              {after}
            </h2>
            <p className="mt-0.5 text-xs text-neutral-600 dark:text-neutral-400">
              <PluginText text={plugin.id} truncate />
            </p>
          </div>
        </header>
        <div className="min-h-0 flex-1 overflow-y-auto border-y border-neutral-200 px-5 py-4 dark:border-neutral-800">
          <p id={introId} className="text-[13px] text-neutral-700 dark:text-neutral-300">
            {intro}
          </p>
          <ul className="mt-3 space-y-3.5">
            {permissions.map((permission) => (
              <PermissionRow
                key={permission}
                permission={permission}
                reason={reasonFor(permission, reasons)}
                hosts={hosts}
                control={
                  picks && (
                    <ConsentCheckbox
                      label="Allow"
                      name={`Allow ${permission}`}
                      checked={ticked.includes(permission)}
                      onChange={(on) => tick(permission, on)}
                    />
                  )
                }
              />
            ))}
          </ul>
        </div>
        <footer className="flex flex-wrap items-center justify-end gap-2 px-5 py-4">
          <div className="mr-auto">
            <ConsentCheckbox label="Only this session" checked={session} onChange={setSession} />
          </div>
          <Button buttonRef={refuse} onClick={() => onDecide(NOTHING)}>
            Don’t allow
          </Button>
          <Button variant="primary" onClick={allow} inactive={granted.length === 0}>
            {occasion === 'update' ? 'Allow and update' : 'Allow'}
          </Button>
        </footer>
      </div>
    </Modal>
  );
}
