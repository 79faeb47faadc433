import { type KeyboardEvent, useId, useLayoutEffect, useRef, useState } from 'react';
import { useStrings } from '../strings/use-strings.tsx';
import { SearchIcon } from '../ui/icons.tsx';
import { Modal } from '../ui/modal.tsx';
import { PluginText } from '../ui/plugin-text.tsx';
import { filterItems, type ListedItem } from './palette-item.ts';
import { PaletteOption } from './palette-option.tsx';

export interface PaletteDialogProps {
  readonly items: readonly ListedItem[];
  onRun(item: ListedItem): void;
  onClose(): void;
}

/** The open palette: a combobox over a list, as the ARIA pattern describes it. */
export function PaletteDialog({ items, onRun, onClose }: PaletteDialogProps) {
  const { text } = useStrings();
  const base = useId();
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const [query, setQuery] = useState('');
  const [selectedKey, setSelectedKey] = useState<string | null>(null);

  const groups = groupByCategory(filterItems(items, query), text('palette.category'));
  const shown = groups.flatMap((group) => group.items);
  // A plugin that stops takes its commands with it: the selection falls back to the first row.
  const index = Math.max(
    0,
    shown.findIndex((item) => item.key === selectedKey),
  );
  const selected = shown[index];
  const optionId = (item: ListedItem) => `${base}-${item.key}`;

  useLayoutEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView?.({ block: 'nearest' });
  }, [selected?.key]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      if (selected && !event.repeat) onRun(selected);
      return;
    }
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (step === undefined || shown.length === 0) return;
    event.preventDefault();
    const wrapped = (index + step + shown.length) % shown.length;
    const clamped = Math.min(shown.length - 1, Math.max(0, index + step));
    setSelectedKey(shown[Math.abs(step) === 1 ? wrapped : clamped]?.key ?? null);
  };

  return (
    <Modal
      label={text('palette.label')}
      onDismiss={onClose}
      initialFocus={input}
      dismissOnBackdrop
      className="max-w-xl !mt-[12dvh]"
    >
      <div className="flex max-h-[min(30rem,76dvh)] flex-col">
        <div className="flex items-center gap-2.5 border-b border-neutral-200 px-4 dark:border-neutral-800">
          <SearchIcon className="h-4 w-4 text-neutral-500 dark:text-neutral-400" />
          <input
            ref={input}
            type="text"
            role="combobox"
            aria-label={text('palette.search')}
            aria-autocomplete="list"
            aria-expanded={shown.length > 0}
            aria-controls={`${base}-list`}
            aria-activedescendant={selected && optionId(selected)}
            placeholder={text('palette.search')}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            maxLength={200}
            value={query}
            onChange={(event) => {
              setQuery(event.target.value);
              setSelectedKey(null);
            }}
            onKeyDown={onKeyDown}
            className="h-12 w-full min-w-0 bg-transparent text-sm outline-none placeholder:text-neutral-500 dark:placeholder:text-neutral-400"
          />
        </div>
        <div
          ref={list}
          id={`${base}-list`}
          role="listbox"
          aria-label={text('palette.list')}
          className="min-h-0 flex-1 overflow-y-auto overscroll-contain p-1.5 empty:hidden"
        >
          {groups.map((group, position) => (
            // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot stand inside a listbox
            <div key={group.category} role="group" aria-labelledby={`${base}-group-${position}`}>
              <div
                id={`${base}-group-${position}`}
                role="presentation"
                className="px-2.5 pb-1 pt-2 text-[11px] font-medium text-neutral-600 dark:text-neutral-400"
              >
                <PluginText text={group.category} truncate />
              </div>

              {group.items.map((item) => (
                <PaletteOption
                  key={item.key}
                  id={optionId(item)}
                  item={item}
                  selected={item === selected}
                  onPoint={() => setSelectedKey(item.key)}
                  onRun={() => onRun(item)}
                />
              ))}
            </div>
          ))}
        </div>
        <p
          role="status"
          className={
            shown.length === 0
              ? 'px-4 py-8 text-center text-[13px] text-neutral-600 dark:text-neutral-400'
              : 'sr-only'
          }
        >
          {shown.length === 0 ? text('palette.none') : text('palette.found', { count: shown.length })}
        </p>
      </div>
    </Modal>
  );
}

interface Group {
  readonly category: string;
  readonly items: ListedItem[];
}

/** Groups in the order of their best item. */
function groupByCategory(items: readonly ListedItem[], other: string): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const item of items) {
    const category = item.category ?? item.plugin?.name ?? other;
    const group = groups.get(category) ?? { category, items: [] };
    group.items.push(item);
    groups.set(category, group);
  }
  return [...groups.values()];
}
