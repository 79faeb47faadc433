import { type FocusEvent, type KeyboardEvent, useId, useRef, useState } from 'react';
import { foldText } from '../../ui/fold-text.ts';
import { type RowWindow, useRowWindow } from './use-row-window.ts';

/** Milliseconds within which letters make one word. */
const TYPING_PAUSE = 700;

export interface RowsOptions {
  readonly ids: readonly string[];
  readonly rowHeight: number;
  readonly header?: number;
  /** The chosen one. */
  readonly value: string | undefined;
  /** What letters look for. Without it they do nothing. */
  labelOf?(row: number): string;
  /** Absent where nobody listens. */
  readonly onSelect: ((id: string) => void) | undefined;
  readonly onActivate: ((id: string) => void) | undefined;
  /** Further keys; whether it was one of them. */
  onKey?(key: string, row: number, go: (row: number) => void): boolean;
}

export interface Rows extends RowWindow<HTMLDivElement> {
  /** Whether there is anything to choose: otherwise it is text. */
  readonly isInteractive: boolean;
  /** The row that keys act on, or -1. */
  readonly active: number;
  /** For the element with the role. */
  readonly listProps: {
    readonly tabIndex: 0;
    readonly 'aria-activedescendant': string | undefined;
    onFocus(event: FocusEvent): void;
    onKeyDown(event: KeyboardEvent): void;
  };
  /** For a row. */
  rowProps(row: number): {
    readonly id: string;
    readonly 'data-active': true | undefined;
    onClick(): void;
    onDoubleClick(): void;
  };
}

/**
 * One tab stop with many rows, as the ARIA patterns of listbox, grid and tree have it. The focus stays on the whole and names the row, so
 * that it is not lost with a row that is scrolled out of the document.
 */
export function useRows(options: RowsOptions): Rows {
  const { ids, rowHeight, header, value, labelOf, onSelect, onActivate, onKey } = options;
  const base = useId();
  const rows = useRowWindow<HTMLDivElement>(ids.length, rowHeight, header);
  const [activeId, setActiveId] = useState<string | undefined>();
  const typed = useRef({ text: '', at: 0 });
  const active = activeId === undefined ? -1 : ids.indexOf(activeId);

  const go = (row: number) => {
    const next = Math.min(Math.max(row, 0), ids.length - 1);
    setActiveId(ids[next]);
    rows.show(next);
  };
  const select = (row: number) => ids[row] !== undefined && (onSelect ?? onActivate)?.(ids[row]);
  const activate = (row: number) => ids[row] !== undefined && (onActivate ?? onSelect)?.(ids[row]);

  const find = (event: KeyboardEvent): number => {
    const goesOn = event.timeStamp - typed.current.at < TYPING_PAUSE;
    const text = (goesOn ? typed.current.text : '') + event.key;
    typed.current = { text, at: event.timeStamp };
    const sought = foldText(text);
    // The first letter goes on to the next row, more of them stay while they fit.
    const start = goesOn ? Math.max(active, 0) : active + 1;
    for (let step = 0; step < ids.length; step++) {
      const row = (start + step) % ids.length;
      if (foldText(labelOf?.(row).slice(0, 100) ?? '').startsWith(sought)) return row;
    }
    return active;
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || ids.length === 0) return;
    if (event.ctrlKey || event.metaKey || event.altKey || event.nativeEvent.isComposing) return;
    const next: Readonly<Record<string, number>> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      Home: 0,
      End: ids.length - 1,
      PageDown: active + rows.pageSize(),
      PageUp: active - rows.pageSize(),
    };
    const target = next[event.key];
    const isTyping = labelOf !== undefined && [...event.key].length === 1 && event.key !== ' ';
    if (target !== undefined) go(target);
    else if (event.key === 'Enter') activate(active);
    else if (event.key === ' ') select(active);
    else if (isTyping) go(find(event));
    else if (!onKey?.(event.key, active, go)) return;
    event.preventDefault();
  };

  return {
    ...rows,
    isInteractive: (onSelect ?? onActivate) !== undefined,
    active,
    listProps: {
      tabIndex: 0,
      'aria-activedescendant': active >= rows.first && active < rows.end ? `${base}-${active}` : undefined,
      // Not by the mouse: the row below it would scroll away before it is clicked.
      onFocus: ({ currentTarget }) => {
        if (active < 0 && currentTarget.matches(':focus-visible'))
          go(value === undefined ? 0 : Math.max(0, ids.indexOf(value)));
      },
      onKeyDown,
    },
    rowProps: (row) => ({
      id: `${base}-${row}`,
      'data-active': row === active || undefined,
      onClick() {
        setActiveId(ids[row]);
        select(row);
      },
      onDoubleClick() {
        // Where nobody hears of a choice, the first click has done it.
        if (onSelect && onActivate) activate(row);
      },
    }),
  };
}
