import { type MouseEvent, useId, useRef, useState } from 'react';
import type { ConsentDecision, ConsentRequest } from '../../services.ts';
import { useOptionalPluginHost } from '../plugin-host-provider.tsx';
import { useStrings } from '../strings/use-strings.tsx';
import { Button } from '../ui/button.tsx';
import { plainText } from '../ui/plain-text.ts';
import { publishedBy } from '../ui/published-by.ts';
import { useArmed } from '../ui/use-armed.ts';
import { ConsentCheckbox } from './consent-checkbox.tsx';
import { ConsentFrame } from './consent-frame.tsx';
import { PermissionList } from './permission-list.tsx';

export interface ConsentDialogProps {
  readonly request: ConsentRequest;
  onDecide(decision: ConsentDecision): void;
}

const NOTHING: ConsentDecision = { granted: [] };

/**
 * Asks the user for what a plugin wants beyond what it has. Nothing is ticked, and the focus starts on the button that refuses: a
 * user who presses Enter without reading has allowed nothing. An update is allowed as a whole; of several other permissions the
 * user picks. What the plugin may do already is there, folded up.
 */
export function ConsentDialog({ request, onDecide }: ConsentDialogProps) {
  const { plugin, permissions, occasion, reasons, hosts } = request;
  const { text } = useStrings();
  const introId = useId();
  const refuse = useRef<HTMLButtonElement>(null);
  const armed = useArmed();
  const [ticked, setTicked] = useState<readonly string[]>([]);
  const [session, setSession] = useState(false);
  const registry = useOptionalPluginHost()?.registry;
  const manifest = registry?.getPlugin(plugin.id)?.manifest;
  const kept = manifest ? (registry?.grants.get(plugin.id) ?? []) : [];
  const isUpdate = occasion === 'update';
  const picks = !isUpdate && permissions.length > 1;
  const granted = picks ? permissions.filter((permission) => ticked.includes(permission)) : permissions;

  const allow = (event: MouseEvent) => {
    // The second half of a double click on something else is not an answer to a question nobody has read yet.
    if (event.detail > 1) return;
    onDecide({ granted, session });
  };
  const tick = (permission: string, on: boolean) =>
    setTicked(on ? [...ticked, permission] : ticked.filter((other) => other !== permission));

  return (
    <ConsentFrame
      plugin={plugin}
      author={manifest?.author?.name}
      publisher={publishedBy(text, manifest?.publisher)}
      title={`consent.${occasion}`}
      describedBy={introId}
      refuse={refuse}
      onDismiss={() => onDecide(NOTHING)}
      footer={
        <>
          <div className="me-auto">
            <ConsentCheckbox label={text('consent.session')} checked={session} onChange={setSession} />
          </div>
          <Button buttonRef={refuse} onClick={() => onDecide(NOTHING)}>
            {text('consent.refuse')}
          </Button>
          <Button variant="primary" onClick={allow} inactive={granted.length === 0} arming={!armed}>
            {text(isUpdate ? 'consent.update.allow' : 'consent.allow')}
          </Button>
        </>
      }
    >
      <p id={introId} className="text-[13px] text-neutral-700 dark:text-neutral-300">
        {text(`consent.${occasion}.intro`)}
      </p>
      <PermissionList
        permissions={permissions}
        reasons={reasons}
        network={{ hosts }}
        newHosts={isUpdate && kept.includes('network')}
        {...(picks && {
          control: (permission: string) => (
            <ConsentCheckbox
              label={text('consent.tick')}
              name={text('consent.tick.name', { permission: plainText(permission) })}
              checked={ticked.includes(permission)}
              onChange={(on) => tick(permission, on)}
            />
          ),
        })}
      />
      {kept.length > 0 && (
        <details className="mt-5 border-t border-neutral-200 pt-3 dark:border-neutral-800">
          <summary className="cursor-pointer rounded text-[13px] text-neutral-700 focus-visible:outline focus-visible:outline-2 focus-visible:outline-blue-600 dark:text-neutral-300 dark:focus-visible:outline-blue-400">
            {text('consent.kept', { count: kept.length })}
          </summary>
          <PermissionList permissions={kept} network={manifest?.network ?? { hosts: [] }} />
        </details>
      )}
    </ConsentFrame>
  );
}
