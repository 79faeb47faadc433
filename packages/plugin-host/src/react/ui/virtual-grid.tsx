import {
  defaultRangeExtractor,
  type Range,
  useVirtualizer,
  useWindowVirtualizer,
  type VirtualItem,
} from '@tanstack/react-virtual';
import {
  type CSSProperties,
  type FocusEvent,
  Fragment,
  type ReactNode,
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';

/** Where an item stands: for its `<li>`, which also has the item's key as `data-key`. */
export interface VirtualPlace {
  /** For `aria-setsize`. */
  readonly setSize: number;
  /** For `aria-posinset`, from 1. */
  readonly position: number;
  /** The ref of the `<li>`, and its `data-index`: it stands for its row, and is measured. */
  readonly measure?: (element: HTMLLIElement | null) => void;
  readonly row?: number;
}

export interface VirtualGridProps<T> {
  readonly items: readonly T[];
  /** How many there are, also those that have not been loaded. */
  readonly total: number;
  keyOf(item: T): string;
  /** The least width of a column, in pixels; `null` for a list with one. */
  readonly minWidth: number | null;
  /** How high a row is likely to be, in pixels. */
  readonly rowHeight: number;
  readonly label: string;
  readonly busy?: boolean;
  renderItem(item: T, place: VirtualPlace): ReactNode;
  /** The last rows are in sight, or close to it. Called again when there are more and these are in sight, too. */
  onEnd?(): void;
}

const GAP = 12;
/** So that no screen, however wide, has more items in the document than are of use. */
const COLUMNS = [1, 2, 3, 4] as const;
const MAX_ROWS = { 1: 40, 2: 26, 3: 18, 4: 14 } as const;

/**
 * A list or grid that has only the items in sight in the document, and a few around them. They stand in the normal flow, between two
 * paddings, so a row is as high as its highest item. The item that has the focus stays, wherever it is scrolled to.
 */
export function VirtualGrid<T>(props: VirtualGridProps<T>) {
  const { items, total, keyOf, minWidth, rowHeight, label, busy, renderItem, onEnd } = props;
  const list = useRef<HTMLUListElement>(null);
  const { columns, margin, scroller } = useLayout(list, minWidth);
  const [focused, setFocused] = useState<string | null>(null);
  const rowCount = Math.ceil(items.length / columns);
  const focusedRow = focused === null ? -1 : Math.floor(indexOf(items, keyOf, focused) / columns);

  // With another function, the place of every row is worked out anew.
  const getItemKey = useCallback(
    (row: number) => {
      const first = items[row * columns];
      return `${columns}:${first === undefined ? row : keyOf(first)}`;
    },
    [items, keyOf, columns],
  );
  const options = {
    count: rowCount,
    estimateSize: () => rowHeight,
    gap: GAP,
    overscan: columns > 2 ? 1 : 2,
    scrollMargin: margin,
    useFlushSync: false,
    getItemKey,
    // Without a layout, as in a test, everything is of no height, and all of it would be in sight.
    measureElement: (element: Element) => element.getBoundingClientRect().height || rowHeight,
    rangeExtractor: (range: Range) => rowsIn(range, focusedRow, MAX_ROWS[columns]),
  };
  const ofElement = useVirtualizer<HTMLElement, HTMLLIElement>({
    ...options,
    enabled: scroller instanceof HTMLElement,
    getScrollElement: () => (scroller instanceof HTMLElement ? scroller : null),
  });
  const ofPage = useWindowVirtualizer<HTMLLIElement>({ ...options, enabled: scroller === 'page' });
  const virtualizer = scroller instanceof HTMLElement ? ofElement : ofPage;
  const rows = virtualizer.getVirtualItems();
  const first = rows[0];
  const last = rows.at(-1);
  // A row that is only there for its focus is not in sight.
  const atEnd = (virtualizer.range?.endIndex ?? -1) >= rowCount - 2 && rows.length > 0;

  useEffect(() => {
    if (atEnd) onEnd?.();
  }, [atEnd, onEnd, items.length]);

  const onBlur = (event: FocusEvent) => {
    if (!event.currentTarget.contains(event.relatedTarget)) setFocused(null);
  };
  const style: CSSProperties = {
    gap: GAP,
    gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`,
    paddingTop: first ? first.start - margin : 0,
    paddingBottom: last ? virtualizer.getTotalSize() - (last.end - margin) : 0,
    overflowAnchor: 'none',
  };

  return (
    <ul
      ref={list}
      aria-label={label}
      aria-busy={busy}
      onFocus={(event) => setFocused(keyAround(event.target))}
      onBlur={onBlur}
      style={style}
      className={`grid transition-opacity motion-reduce:transition-none ${busy ? 'opacity-60' : ''}`}
    >
      {rows.map((row, position) => (
        <Fragment key={row.key}>
          {spacer(rows[position - 1], row)}
          {items.slice(row.index * columns, (row.index + 1) * columns).map((item, column) => {
            const index = row.index * columns + column;
            const place: VirtualPlace = {
              setSize: Math.max(total, items.length),
              position: index + 1,
              ...(column === 0 ? { measure: virtualizer.measureElement, row: row.index } : {}),
            };
            return <Fragment key={keyOf(item)}>{renderItem(item, place)}</Fragment>;
          })}
        </Fragment>
      ))}
    </ul>
  );
}

/** What stands for the rows between the one with the focus and those in sight. */
function spacer(before: VirtualItem | undefined, row: VirtualItem): ReactNode {
  if (!before || row.index === before.index + 1) return null;
  return (
    <li
      role="presentation"
      aria-hidden="true"
      style={{ gridColumn: '1 / -1', height: row.start - before.end - 2 * GAP }}
    />
  );
}

function rowsIn(range: Range, focusedRow: number, max: number): number[] {
  const rows = defaultRangeExtractor(range).slice(0, max);
  if (focusedRow < 0 || focusedRow >= range.count || rows.includes(focusedRow)) return rows;
  return [...rows, focusedRow].sort((a, b) => a - b);
}

function indexOf<T>(items: readonly T[], keyOf: (item: T) => string, key: string): number {
  return items.findIndex((item) => keyOf(item) === key);
}

function keyAround(element: Element): string | null {
  return element.closest('li[data-key]')?.getAttribute('data-key') ?? null;
}

interface Layout {
  readonly columns: (typeof COLUMNS)[number];
  /** From the top of what scrolls to the list. */
  readonly margin: number;
  /** `null` until it is known. */
  readonly scroller: HTMLElement | 'page' | null;
}

/** How many columns there is room for, what scrolls, and where in it the list begins. */
function useLayout(list: { readonly current: HTMLElement | null }, minWidth: number | null): Layout {
  const [layout, setLayout] = useState<Layout>({ columns: 1, margin: 0, scroller: null });

  useLayoutEffect(() => {
    const element = list.current;
    if (!element) return;
    const update = () => setLayout((before) => measure(element, minWidth, before));
    update();
    const observer = new ResizeObserver(update);
    observer.observe(element);
    // What is above the list may grow and push it down.
    if (element.parentElement) observer.observe(element.parentElement);
    return () => observer.disconnect();
  }, [list, minWidth]);

  return layout;
}

function measure(element: HTMLElement, minWidth: number | null, before: Layout): Layout {
  const scroller = scrollerOf(element);
  const { top } = element.getBoundingClientRect();
  const margin = Math.round(
    scroller === 'page'
      ? top + window.scrollY
      : top - scroller.getBoundingClientRect().top + scroller.scrollTop,
  );
  const fitting = minWidth === null ? 1 : Math.floor((element.clientWidth + GAP) / (minWidth + GAP));
  const columns = COLUMNS[Math.min(Math.max(fitting, 1), COLUMNS.length) - 1] ?? 1;
  const same = before.columns === columns && before.margin === margin && before.scroller === scroller;
  return same ? before : { columns, margin, scroller };
}

/** The nearest element around it that scrolls, or the page. */
function scrollerOf(element: HTMLElement): HTMLElement | 'page' {
  for (let parent = element.parentElement; parent; parent = parent.parentElement) {
    if (parent === document.body || parent === document.documentElement) break;
    if (/auto|scroll|overlay/.test(getComputedStyle(parent).overflowY)) return parent;
  }
  return 'page';
}
