import { useId } from 'react';
import type { PluginInstance } from '../registry/plugin-instance.ts';
import { Modal } from './modal.tsx';
import { usePluginHost } from './plugin-host-provider.tsx';
import { PluginIcon } from './plugin-icon.tsx';
import { PluginSettingsForm } from './plugin-settings-form.tsx';
import { PluginText } from './plugin-text.tsx';

export interface PluginSettingsDialogProps {
  readonly plugin: PluginInstance;
  onClose(): void;
}

/** The settings of one plugin in a modal dialog. Mount it to open it. Shows nothing for a plugin without settings. */
export function PluginSettingsDialog({ plugin, onClose }: PluginSettingsDialogProps) {
  const { registry } = usePluginHost();
  const titleId = useId();
  const { manifest, settings } = plugin;
  if (!manifest.settings) return null;
  const { title } = manifest.settings;
  return (
    <Modal labelledBy={titleId} onDismiss={onClose} className="max-w-lg">
      <div className="flex max-h-[calc(100dvh-2rem)] flex-col">
        <header className="flex items-center gap-3 border-b border-neutral-200 px-5 py-4 dark:border-neutral-800">
          <PluginIcon plugin={manifest} className="h-8 w-8 rounded-md text-sm" />
          <div className="min-w-0 flex-1">
            <h2 id={titleId} className="truncate text-[15px] font-semibold leading-5" title={manifest.name}>
              <PluginText text={manifest.name} /> settings
            </h2>
            {title && (
              <p className="text-xs text-neutral-600 dark:text-neutral-400">
                <PluginText text={title} truncate />
              </p>
            )}
          </div>
        </header>
        <PluginSettingsForm
          schema={manifest.settings}
          settings={settings}
          onSave={(changes) => registry.updateSettings(manifest.id, changes)}
          onClose={onClose}
        />
      </div>
    </Modal>
  );
}
