import { useId, useRef } from 'react';
import type { PluginInstance } from '../registry/plugin-instance.ts';
import { Button } from './button.tsx';
import { ErrorNote } from './error-note.tsx';
import { Modal } from './modal.tsx';
import { usePluginHost } from './plugin-host-provider.tsx';
import { PluginText } from './plugin-text.tsx';
import { useAsyncAction } from './use-async-action.ts';

export interface UninstallDialogProps {
  readonly plugin: PluginInstance;
  onClose(): void;
  /** The plugin is gone; called after the dialog closed. */
  onUninstalled(): void;
}

/** Asks before a plugin is removed, because its settings go with it. */
export function UninstallDialog({ plugin, onClose, onUninstalled }: UninstallDialogProps) {
  const { registry } = usePluginHost();
  const textId = useId();
  const cancel = useRef<HTMLButtonElement>(null);
  const { pending, error, run } = useAsyncAction<'uninstall'>();
  const { id, name } = plugin.manifest;
  const dependents = registry.getDependents(id).map(({ manifest }) => manifest.name);

  const uninstall = async () => {
    if (!(await run('uninstall', () => registry.uninstall(id)))) return;
    onClose();
    onUninstalled();
  };

  return (
    <Modal
      label={`Uninstall ${name}?`}
      describedBy={textId}
      onDismiss={onClose}
      initialFocus={cancel}
      className="max-w-sm"
    >
      <div className="space-y-3 p-5">
        <h2 className="line-clamp-3 text-[15px] font-semibold leading-5" title={name}>
          Uninstall <PluginText text={name} />?
        </h2>
        <p id={textId} className="text-[13px] text-neutral-700 dark:text-neutral-300">
          It stops at once. Its settings and what it keeps on this device are deleted and cannot be restored.
        </p>
        {dependents.length > 0 && (
          <p className="text-[13px] text-neutral-700 dark:text-neutral-300">
            Without it these cannot run: <PluginText text={dependents.join(', ')} />.
          </p>
        )}
        {error && <ErrorNote title="The plugin was not uninstalled" message={error} />}
        <div className="flex justify-end gap-2 pt-1">
          <Button buttonRef={cancel} onClick={onClose}>
            Cancel
          </Button>
          <Button variant="danger" busy={pending !== null} onClick={uninstall}>
            {pending ? 'Uninstalling…' : 'Uninstall'}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
