import { covers } from '@fluxstudio/plugin-protocol/permissions';
import { useRef, useState } from 'react';
import type { PluginInstance } from '../registry/plugin-instance.ts';
import { Button } from './button.tsx';
import { ConsentCheckbox } from './consent-checkbox.tsx';
import { ErrorNote } from './error-note.tsx';
import { Modal } from './modal.tsx';
import { PermissionRow, reasonFor } from './permission-row.tsx';
import { usePluginHost } from './plugin-host-provider.tsx';
import { useAsyncAction } from './use-async-action.ts';

export interface PluginGrantsDialogProps {
  readonly plugin: PluginInstance;
  onClose(): void;
  onSaved(): void;
}

/** What a plugin may do: everything it asks for, ticked where it is allowed. A change holds from the plugin's next call. */
export function PluginGrantsDialog({ plugin, onClose, onSaved }: PluginGrantsDialogProps) {
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

  return (
    <Modal
      label={`Permissions of ${manifest.name}`}
      onDismiss={onClose}
      initialFocus={cancel}
      className="max-w-md"
    >
      <div className="flex max-h-[calc(100dvh-2rem)] flex-col">
        <h2 className="line-clamp-2 px-5 py-4 text-[15px] font-semibold leading-5">
          Permissions of <bdi>{manifest.name}</bdi>
        </h2>
        <div className="min-h-0 flex-1 overflow-y-auto border-y border-neutral-200 px-5 py-4 dark:border-neutral-800">
          <ul className="space-y-3.5">
            {asked.map((permission) => (
              <PermissionRow
                key={permission}
                permission={permission}
                reason={reasonFor(permission, manifest.permissionReasons, manifest.network)}
                hosts={manifest.network?.hosts ?? []}
                control={
                  <ConsentCheckbox
                    label="Allow"
                    name={`Allow ${permission}`}
                    checked={ticked.includes(permission)}
                    onChange={(on) =>
                      setTicked(on ? [...ticked, permission] : ticked.filter((other) => other !== permission))
                    }
                  />
                }
              />
            ))}
          </ul>
          {error && <ErrorNote title="That did not work" message={error} />}
        </div>
        <footer className="flex flex-wrap justify-end gap-2 px-5 py-4">
          <Button buttonRef={cancel} onClick={onClose}>
            Cancel
          </Button>
          <Button variant="primary" onClick={save} busy={pending === 'save'}>
            Save
          </Button>
        </footer>
      </div>
    </Modal>
  );
}
