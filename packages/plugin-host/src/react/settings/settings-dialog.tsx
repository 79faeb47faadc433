import { useId, useRef } from 'react';
import { usePluginHost } from '../plugin-host-provider.tsx';
import { useStrings } from '../strings/use-strings.tsx';
import { Modal } from '../ui/modal.tsx';
import { plainText } from '../ui/plain-text.ts';
import { PluginIcon } from '../ui/plugin-icon.tsx';
import { PluginText } from '../ui/plugin-text.tsx';
import type { PluginSettingsDialogProps } from './plugin-settings-dialog.tsx';
import { SettingsForm } from './settings-form.tsx';

/** The dialog itself: see {@link PluginSettingsDialog}. */
export function SettingsDialog({ plugin, onClose }: PluginSettingsDialogProps) {
  const { registry } = usePluginHost();
  const { elements } = useStrings();
  const titleId = useId();
  const close = useRef<(() => void) | null>(null);
  const { manifest, settings } = plugin;
  if (!manifest.settings) return null;
  const { title } = manifest.settings;
  return (
    <Modal labelledBy={titleId} onDismiss={() => (close.current ?? onClose)()} className="max-w-lg">
      <div className="flex max-h-[calc(100dvh-2rem)] flex-col">
        <header className="flex items-center gap-3 border-b border-neutral-200 px-5 py-4 dark:border-neutral-800">
          <PluginIcon plugin={manifest} className="h-8 w-8 rounded-md text-sm" />
          <div className="min-w-0 flex-1">
            <h2
              id={titleId}
              className="truncate text-[15px] font-semibold leading-5"
              title={plainText(manifest.name)}
            >
              {elements('settings.title', { name: <PluginText text={manifest.name} /> })}
            </h2>
            {title && (
              <p className="text-xs text-neutral-600 dark:text-neutral-400">
                <PluginText text={title} truncate />
              </p>
            )}
          </div>
        </header>
        <SettingsForm
          schema={manifest.settings}
          settings={settings}
          onSave={(changes) => registry.updateSettings(manifest.id, changes)}
          onClose={onClose}
          closeRef={close}
        />
      </div>
    </Modal>
  );
}
