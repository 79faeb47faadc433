import { type CommandErrorHandler, PluginContextMenu, PluginText } from '@fluxstudio/plugin-host/react';
import { useState } from 'react';
import type { FileStore } from '../files/file-store.ts';
import { useStore } from '../store.ts';
import { Button } from '../ui/button.tsx';
import { COMMAND_ICONS } from '../ui/command-icons.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { FileIcon, PlusIcon } from '../ui/icons.tsx';
import { PanelSection } from '../ui/panel-section.tsx';
import { NewFileDialog } from './new-file-dialog.tsx';

export interface FilesPanelProps {
  readonly files: FileStore;
  /** The path of the one in the editor. */
  readonly opened: string | undefined;
  onOpen(path: string): void;
  readonly onError: CommandErrorHandler;
}

/** The files of the project. Their names may be a plugin's. */
export function FilesPanel({ files, opened, onOpen, onError }: FilesPanelProps) {
  const state = useStore(files);
  const [creating, setCreating] = useState(false);
  return (
    <PanelSection
      title="Files"
      actions={
        <IconButton label="New file" onClick={() => setCreating(true)} className="size-6!">
          <PlusIcon className="size-3.5" />
        </IconButton>
      }
    >
      {state.status === 'failed' && (
        <div role="alert" className="text-xs text-red-800 dark:text-red-300">
          <p className="mb-2">The files could not be loaded. {state.problem}</p>
          <Button onClick={() => files.load()}>Retry</Button>
        </div>
      )}
      {state.status === 'ready' && state.files.length === 0 && (
        <p className="text-xs text-neutral-600 dark:text-neutral-400">No files yet.</p>
      )}
      <PluginContextMenu type="file" data={targetOf} icons={COMMAND_ICONS} onError={onError}>
        <ul aria-label="Files" className="-mx-1.5">
          {state.files.map(({ path, size }) => (
            <li key={path} className="min-w-0">
              <button
                type="button"
                data-path={path}
                aria-current={path === opened || undefined}
                onClick={() => onOpen(path)}
                className="focus-ring flex h-7 w-full items-center gap-2 rounded-md px-1.5 text-start text-[13px] -outline-offset-2! hover:bg-neutral-100 aria-current:bg-neutral-200/80 dark:hover:bg-neutral-800 dark:aria-current:bg-neutral-800"
              >
                <FileIcon className="size-3.5 opacity-70" />
                <span className="min-w-0 flex-1">
                  <PluginText text={path} truncate />
                </span>
                <span className="shrink-0 text-[11px] text-neutral-600 tabular-nums dark:text-neutral-400">
                  {sizeText(size)}
                </span>
              </button>
            </li>
          ))}
        </ul>
      </PluginContextMenu>
      {creating && <NewFileDialog files={files} onClose={() => setCreating(false)} />}
    </PanelSection>
  );
}

function targetOf(element: Element): { id: string; path: string } | null {
  const path = element.closest('[data-path]')?.getAttribute('data-path');
  return path ? { id: path, path } : null;
}

function sizeText(bytes: number): string {
  return bytes < 1000 ? `${bytes} B` : `${Math.round(bytes / 1000)} kB`;
}
