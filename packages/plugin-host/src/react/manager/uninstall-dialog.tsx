import { useId, useRef } from 'react';
import type { PluginInstance } from '../../registry/plugin-instance.ts';
import { usePluginHost } from '../plugin-host-provider.tsx';
import { useStrings } from '../strings/use-strings.tsx';
import { Button } from '../ui/button.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import { Modal } from '../ui/modal.tsx';
import { plainText } from '../ui/plain-text.ts';
import { PluginText } from '../ui/plugin-text.tsx';
import { useAsyncAction } from '../ui/use-async-action.ts';
import { type RemovedPlugin, rememberPlugin } from './undo-uninstall.ts';

export interface UninstallDialogProps {
  readonly plugin: PluginInstance;
  onClose(): void;
  /** The plugin is gone; called after the dialog closed, with what brings it back where that is possible. */
  onUninstalled(removed: RemovedPlugin | null): void;
}

/** Asks before a plugin is removed: what it has stored goes with it, and no undo brings that back. */
export function UninstallDialog({ plugin, onClose, onUninstalled }: UninstallDialogProps) {
  const { registry } = usePluginHost();
  const { text, elements } = useStrings();
  const textId = useId();
  const cancel = useRef<HTMLButtonElement>(null);
  const { pending, error, run } = useAsyncAction<'uninstall'>();
  const { id, name } = plugin.manifest;
  const dependents = registry.getDependents(id).map(({ manifest }) => plainText(manifest.name, 60));

  // As it is at the last render: what was changed while the question was open counts.
  const removed = rememberPlugin(plugin);

  const uninstall = async () => {
    if (!(await run('uninstall', () => registry.uninstall(id)))) return;
    onClose();
    onUninstalled(removed);
  };

  return (
    <Modal
      label={text('uninstall.title', { name: plainText(name, 100) })}
      describedBy={textId}
      onDismiss={onClose}
      initialFocus={cancel}
      className="max-w-sm"
    >
      <div className="space-y-3 p-5">
        <h2 className="line-clamp-3 text-[15px] font-semibold leading-5" title={plainText(name)}>
          {elements('uninstall.title', { name: <PluginText text={name} /> })}
        </h2>
        <p id={textId} className="text-[13px] text-neutral-700 dark:text-neutral-300">
          {text(removed ? 'uninstall.text' : 'uninstall.text.final')}
        </p>
        {dependents.length > 0 && (
          <p className="text-[13px] text-neutral-700 dark:text-neutral-300">
            {elements('uninstall.dependents', { names: <PluginText text={dependents.join(', ')} /> })}
          </p>
        )}
        {error && <ErrorNote title={text('uninstall.failed')} message={error} />}
        <div className="flex justify-end gap-2 pt-1">
          <Button buttonRef={cancel} onClick={onClose}>
            {text('uninstall.cancel')}
          </Button>
          <Button variant="danger" busy={pending !== null} onClick={uninstall}>
            {text(pending ? 'uninstall.busy' : 'uninstall.confirm')}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
