import { PluginIcon } from '../ui/plugin-icon.tsx';
import { PluginText } from '../ui/plugin-text.tsx';
import { ShortcutKeys } from '../ui/shortcut-keys.tsx';
import type { ListedItem } from './palette-item.ts';

export interface PaletteOptionProps {
  readonly id: string;
  readonly item: ListedItem;
  readonly selected: boolean;
  onPoint(): void;
  onRun(): void;
}

/** One row of the command palette. The focus stays in the search field; this row is its active descendant. */
export function PaletteOption({ id, item, selected, onPoint, onRun }: PaletteOptionProps) {
  const { plugin } = item;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard runs it from the search field
    // biome-ignore lint/a11y/useFocusableInteractive: options of a combobox are not focusable
    <div
      id={id}
      role="option"
      aria-selected={selected}
      // The pointer under a list that scrolls by arrow keys must not steal the selection: only a real move counts.
      onPointerMove={selected ? undefined : onPoint}
      onPointerDown={(event) => event.preventDefault()}
      onClick={onRun}
      className="flex cursor-pointer items-center gap-2.5 rounded-lg px-2.5 py-1.5 text-[13px] aria-selected:bg-neutral-100 dark:aria-selected:bg-neutral-800"
    >
      {plugin ? (
        <PluginIcon plugin={plugin} className="h-6 w-6 rounded-md text-xs" />
      ) : (
        <span className="flex h-6 w-6 shrink-0 items-center justify-center text-neutral-600 dark:text-neutral-400">
          {item.icon}
        </span>
      )}
      <span className="min-w-0 flex-1">
        <PluginText text={item.label} truncate />
        {item.description && (
          <PluginText
            text={item.description}
            truncate
            className="text-xs text-neutral-600 dark:text-neutral-400"
          />
        )}
      </span>
      {plugin && (
        <span className="min-w-0 max-w-[40%] shrink-0 text-xs text-neutral-600 dark:text-neutral-400">
          <PluginText text={plugin.name} truncate />
        </span>
      )}
      {item.shortcut && <ShortcutKeys shortcut={item.shortcut} />}
    </div>
  );
}
