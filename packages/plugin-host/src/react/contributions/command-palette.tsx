import { useCallback, useEffect, useMemo, useState } from 'react';
import { usePluginHost } from '../plugin-host-provider.tsx';
import { PaletteDialog } from './palette-dialog.tsx';
import { type ListedItem, type PaletteItem, toListedItem } from './palette-item.ts';
import { useCommands } from './use-commands.ts';

export interface CommandPaletteProps {
  /** The app's own commands; they come before those of plugins. */
  readonly items?: readonly PaletteItem[];
  /** Whether it is open, for an app that opens it by a button too. Left out, the palette keeps this to itself. */
  readonly open?: boolean;
  onOpenChange?(open: boolean): void;
  /** A command threw or rejected. Without it the error is reported as uncaught. */
  onError?(error: unknown, item: PaletteItem): void;
}

/**
 * A command palette over the app's commands and those of active plugins. Ctrl+K or Cmd+K opens it. Each plugin command
 * carries the icon and the name of its plugin.
 *
 * @example
 * <CommandPalette
 *   items={[{ id: 'new', label: 'New project', action: () => createProject() }]}
 *   onError={(error, item) => toast.error(`${item.label} failed: ${error.message}`)}
 * />
 */
export function CommandPalette({ items, open, onOpenChange, onError }: CommandPaletteProps) {
  const { commands } = usePluginHost();
  const entries = useCommands();
  const [ownOpen, setOwnOpen] = useState(false);
  const isOpen = open ?? ownOpen;

  const setOpen = useCallback(
    (next: boolean) => {
      setOwnOpen(next);
      onOpenChange?.(next);
    },
    [onOpenChange],
  );

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const modifier = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
      if (!modifier || event.repeat || event.isComposing || event.key.toLowerCase() !== 'k') return;
      event.preventDefault();
      // Not over another dialog: what that one asks has to be answered first.
      if (isOpen) setOpen(false);
      else if (!document.querySelector('dialog[open]')) setOpen(true);
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [isOpen, setOpen]);

  const listed = useMemo<readonly ListedItem[]>(
    () => [
      ...(items ?? []).map((item) => ({ ...item, key: `app:${item.id}`, action: () => item.action() })),
      ...entries.map((entry) => toListedItem(entry, commands)),
    ],
    [items, entries, commands],
  );

  const run = async (item: ListedItem) => {
    setOpen(false);
    try {
      await item.action();
    } catch (error) {
      if (!onError) throw error;
      onError(error, item);
    }
  };

  return isOpen ? <PaletteDialog items={listed} onRun={run} onClose={() => setOpen(false)} /> : null;
}
