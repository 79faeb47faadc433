import { covers } from '@fluxstudio/plugin-protocol/permissions';
import { useRef, useState } from 'react';
import type { PluginInstance } from '../../registry/plugin-instance.ts';
import { usePluginHost } from '../plugin-host-provider.tsx';
import { useStrings } from '../strings/use-strings.tsx';
import { Button } from '../ui/button.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import { Modal } from '../ui/modal.tsx';
import { plainText } from '../ui/plain-text.ts';
import { PluginText } from '../ui/plugin-text.tsx';
import { useAsyncAction } from '../ui/use-async-action.ts';
import { ConsentCheckbox } from './consent-checkbox.tsx';
import { PermissionList } from './permission-list.tsx';

export interface PluginGrantsDialogProps {
  readonly plugin: PluginInstance;
  onClose(): void;
  onSaved(): void;
}

/** What a plugin may do: everything it asks for, ticked where it is allowed. A change holds from the plugin's next call. */
export function PluginGrantsDialog({ plugin, onClose, onSaved }: PluginGrantsDialogProps) {
  const { text, elements } = useStrings();
  const { registry } = usePluginHost();
  const { manifest } = plugin;
  const { pending, error, run } = useAsyncAction<'save'>();
  const cancel = useRef<HTMLButtonElement>(null);
  const asked = [...new Set([...manifest.permissions, ...manifest.optionalPermissions])];
  const [ticked, setTicked] = useState(() => {
    const granted = registry.grants.get(manifest.id);
    return asked.filter((permission) => covers(granted, permission));
  });
  const save = async () => {
    if (await run('save', () => registry.grants.set(manifest.id, ticked))) onSaved();
  };
  const tick = (permission: string, on: boolean) =>
    setTicked(on ? [...ticked, permission] : ticked.filter((other) => other !== permission));

  return (
    <Modal
      label={text('grants.title', { name: plainText(manifest.name, 100) })}
      onDismiss={onClose}
      initialFocus={cancel}
      className="max-w-md"
    >
      <div className="flex max-h-[calc(100dvh-2rem)] flex-col">
        <h2 className="line-clamp-2 px-5 py-4 text-[15px] font-semibold leading-5">
          {elements('grants.title', { name: <PluginText text={manifest.name} /> })}
        </h2>
        <div className="min-h-0 flex-1 overflow-y-auto border-y border-neutral-200 px-5 pb-4 pt-1 dark:border-neutral-800">
          <PermissionList
            permissions={asked}
            reasons={manifest.permissionReasons}
            network={manifest.network ?? { hosts: [] }}
            control={(permission) => (
              <ConsentCheckbox
                label={text('consent.tick')}
                name={text('consent.tick.name', { permission: plainText(permission) })}
                checked={ticked.includes(permission)}
                onChange={(on) => tick(permission, on)}
              />
            )}
          />
          {error && <ErrorNote title={text('grants.failed')} message={error} />}
        </div>
        <footer className="flex flex-wrap justify-end gap-2 px-5 py-4">
          <Button buttonRef={cancel} onClick={onClose}>
            {text('grants.cancel')}
          </Button>
          <Button variant="primary" onClick={save} busy={pending === 'save'}>
            {text('grants.save')}
          </Button>
        </footer>
      </div>
    </Modal>
  );
}
