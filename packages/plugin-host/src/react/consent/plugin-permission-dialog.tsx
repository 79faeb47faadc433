import type { PluginManifest } from '@fluxstudio/plugin-protocol/manifest/manifest';
import { covers } from '@fluxstudio/plugin-protocol/permissions';
import { type MouseEvent, useId, useRef, useState } from 'react';
import { useStrings } from '../strings/use-strings.tsx';
import { Button } from '../ui/button.tsx';
import { CheckIcon } from '../ui/icons.tsx';
import { plainText } from '../ui/plain-text.ts';
import { type PluginOrigin, publishedBy } from '../ui/published-by.ts';
import { useArmed } from '../ui/use-armed.ts';
import { ConsentCheckbox } from './consent-checkbox.tsx';
import { ConsentFrame } from './consent-frame.tsx';
import { PermissionList } from './permission-list.tsx';

export interface PluginPermissionDialogProps {
  /** The plugin that is about to be installed. */
  readonly manifest: PluginManifest;
  /** Left out, the dialog shows what the manifest says, and says so. */
  readonly origin?: PluginOrigin | undefined;
  /** The user approved; `permissions` is what the manifest cannot do without, and what the user ticked of the rest. */
  onApprove(permissions: string[]): void;
  /** The user said no: the button, Escape, or the back gesture. */
  onCancel(): void;
}

/**
 * Asks the user whether a plugin may be installed, and shows what it asks for. Mount it to open it, unmount it to close
 * it; {@link usePermissionPrompt} does both and turns the answer into a promise.
 *
 * The focus starts on "Cancel": a user who presses Enter without reading has approved nothing. Optional permissions are not ticked.
 */
export function PluginPermissionDialog({
  manifest,
  origin,
  onApprove,
  onCancel,
}: PluginPermissionDialogProps) {
  const { text } = useStrings();
  const introId = useId();
  const optionalId = useId();
  const cancel = useRef<HTMLButtonElement>(null);
  const armed = useArmed();
  const [ticked, setTicked] = useState<readonly string[]>([]);
  const { permissions, optionalPermissions, permissionReasons: reasons, network = { hosts: [] } } = manifest;
  const optional = optionalPermissions.filter((permission) => !covers(permissions, permission));

  const approve = (event: MouseEvent) => {
    // The second half of a double click on "Install" is not an answer to a question nobody has read yet.
    if (event.detail > 1) return;
    onApprove([...permissions, ...optional.filter((permission) => ticked.includes(permission))]);
  };
  const tick = (permission: string, on: boolean) =>
    setTicked(on ? [...ticked, permission] : ticked.filter((other) => other !== permission));

  return (
    <ConsentFrame
      plugin={manifest}
      author={manifest.author?.name}
      publisher={publishedBy(text, manifest.publisher, origin)}
      version={manifest.version}
      title="consent.install"
      describedBy={introId}
      refuse={cancel}
      onDismiss={onCancel}
      footer={
        <>
          <Button buttonRef={cancel} onClick={onCancel}>
            {text('consent.install.refuse')}
          </Button>
          <Button variant="primary" onClick={approve} arming={!armed}>
            {text('consent.install.allow')}
          </Button>
        </>
      }
    >
      {permissions.length > 0 ? (
        <>
          <p id={introId} className="text-[13px] text-neutral-700 dark:text-neutral-300">
            {text('consent.install.intro')}
          </p>
          <PermissionList permissions={permissions} reasons={reasons} network={network} />
        </>
      ) : (
        <p id={introId} className="flex gap-2 text-[13px] text-neutral-700 dark:text-neutral-300">
          <CheckIcon className="mt-0.5 h-4 w-4 shrink-0 text-emerald-700 dark:text-emerald-400" />
          {text('consent.install.nothing')}
        </p>
      )}
      {optional.length > 0 && (
        <div className="mt-5 border-t border-neutral-200 pt-4 dark:border-neutral-800">
          <h3 id={optionalId} className="text-[13px] font-semibold">
            {text('consent.optional')}
          </h3>
          <p className="mt-0.5 text-xs text-neutral-600 dark:text-neutral-400">
            {text('consent.optional.about')}
          </p>
          <PermissionList
            permissions={optional}
            headedBy={optionalId}
            reasons={reasons}
            network={network}
            control={(permission) => (
              <ConsentCheckbox
                label={text('consent.optional.tick')}
                name={text('consent.tick.name', { permission: plainText(permission) })}
                checked={ticked.includes(permission)}
                onChange={(on) => tick(permission, on)}
              />
            )}
          />
        </div>
      )}
    </ConsentFrame>
  );
}
