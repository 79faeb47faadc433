import type { PluginManifest } from '@fluxstudio/plugin-protocol/manifest/manifest';
import { type MouseEvent, useId, useRef } from 'react';
import { Button } from './button.tsx';
import { CheckIcon } from './icons.tsx';
import { Modal } from './modal.tsx';
import { PermissionRow, reasonFor } from './permission-row.tsx';
import { PluginIcon } from './plugin-icon.tsx';
import { PluginText } from './plugin-text.tsx';

export interface PluginPermissionDialogProps {
  /** The plugin that is about to be installed. */
  readonly manifest: PluginManifest;
  /** The user approved; `permissions` is what the manifest asks for. */
  onApprove(permissions: string[]): void;
  /** The user said no: the button, Escape, or the back gesture. */
  onCancel(): void;
}

/**
 * Asks the user whether a plugin may be installed, and shows what it asks for. Mount it to open it, unmount it to close
 * it; {@link usePermissionPrompt} does both and turns the answer into a promise.
 *
 * The focus starts on "Cancel": a user who presses Enter without reading has approved nothing.
 */
export function PluginPermissionDialog({ manifest, onApprove, onCancel }: PluginPermissionDialogProps) {
  const introId = useId();
  const cancel = useRef<HTMLButtonElement>(null);
  const { name, version, permissions, permissionReasons, network } = manifest;

  const approve = (event: MouseEvent) => {
    // The second half of a double click on "Install" is not an answer to a question nobody has read yet.
    if (event.detail > 1) return;
    onApprove([...permissions]);
  };

  return (
    <Modal
      label={`Install ${name}?`}
      describedBy={introId}
      onDismiss={onCancel}
      initialFocus={cancel}
      className="max-w-md"
    >
      <div className="flex max-h-[calc(100dvh-2rem)] flex-col">
        <header className="flex items-start gap-3 px-5 pb-4 pt-5">
          <PluginIcon plugin={manifest} />
          <div className="min-w-0 flex-1">
            <h2 className="line-clamp-3 text-[15px] font-semibold leading-5" title={`Install ${name}?`}>
              Install <PluginText text={name} />?
            </h2>
            <p className="mt-0.5 flex min-w-0 gap-1 text-xs text-neutral-600 dark:text-neutral-400">
              <span className="min-w-0">
                <PluginText
                  text={manifest.author ? `${manifest.id} by ${manifest.author.name}` : manifest.id}
                  truncate
                />
              </span>
              <span className="shrink-0">· {version}</span>
            </p>
          </div>
        </header>
        <div className="min-h-0 flex-1 overflow-y-auto border-y border-neutral-200 px-5 py-4 dark:border-neutral-800">
          {permissions.length > 0 ? (
            <>
              <p id={introId} className="text-[13px] text-neutral-700 dark:text-neutral-300">
                This plugin asks for permission to:
              </p>
              <ul className="mt-3 space-y-3.5">
                {permissions.map((permission) => (
                  <PermissionRow
                    key={permission}
                    permission={permission}
                    reason={reasonFor(permission, permissionReasons, network)}
                    hosts={network?.hosts ?? []}
                  />
                ))}
              </ul>
            </>
          ) : (
            <p id={introId} className="flex gap-2 text-[13px] text-neutral-700 dark:text-neutral-300">
              <CheckIcon className="mt-0.5 h-4 w-4 text-emerald-700 dark:text-emerald-400" />
              This plugin asks for no permissions. It cannot reach your projects, your files or the internet.
            </p>
          )}
        </div>
        <footer className="flex flex-wrap justify-end gap-2 px-5 py-4">
          <Button buttonRef={cancel} onClick={onCancel}>
            Cancel
          </Button>
          <Button variant="primary" onClick={approve}>
            Approve and install
          </Button>
        </footer>
      </div>
    </Modal>
  );
}
