import { useMemo } from 'react';
import { useStrings } from '../../strings/use-strings.tsx';
import { ChevronDownIcon } from '../../ui/icons.tsx';
import { plainText } from '../../ui/plain-text.ts';
import { PluginText } from '../../ui/plugin-text.tsx';
import { isRightToLeft } from '../../ui/popup-position.ts';
import type { ElementProps } from '../element-map.ts';
import { type CheckedProps, propsOf } from '../element-props.ts';
import { isPanelIcon, PanelIcon } from '../panel-icon.tsx';
import { ROW, ROWS_BOX, ROWS_FOCUS, ROWS_HEIGHT } from '../rows/row-styles.ts';
import { type TreeRow, treeRows } from '../rows/tree-rows.ts';
import { useRows } from '../rows/use-rows.ts';
import { useFocusable } from '../use-invocation.ts';

type Item = NonNullable<CheckedProps<'Tree'>['items']>[number];

const NO_ITEMS: readonly Item[] = [];
const NO_IDS: readonly string[] = [];
const ROW_HEIGHT = 28;
const INDENT = 16;
/** Further to the side there would be no room for words. */
const MAX_INDENT = 12;

export function TreeElement(element: ElementProps) {
  const { view, node } = element;
  const props = propsOf('Tree', element);
  const { label, items = NO_ITEMS, expanded = NO_IDS, value, height, onSelect, onActivate, onToggle } = props;
  const { text } = useStrings();
  const shown = useMemo(() => treeRows(items, expanded), [items, expanded]);
  const ids = useMemo(() => shown.map(({ item }) => item.id), [shown]);
  const hasIcons = items.some(({ icon }) => isPanelIcon(icon));
  const toggle = (row: TreeRow<Item>) =>
    onToggle && view.send(node, 'toggle', { id: row.item.id, expanded: !row.expanded });

  const onArrow = (towardsChildren: boolean, at: number, go: (row: number) => void) => {
    const row = shown[at];
    if (!row) return;
    if (towardsChildren) {
      if (row.expanded === false) toggle(row);
      else if (row.expanded && shown[at + 1]?.level === row.level + 1) go(at + 1);
    } else if (row.expanded) toggle(row);
    else {
      const parent = shown.slice(0, at).findLastIndex(({ level }) => level < row.level);
      if (parent >= 0) go(parent);
    }
  };

  const rows = useRows({
    ids,
    rowHeight: ROW_HEIGHT,
    value,
    labelOf: (row) => shown[row]?.item.label ?? '',
    onSelect: onSelect && ((id) => view.send(node, 'select', { id })),
    onActivate: onActivate && ((id) => view.send(node, 'activate', { id })),
    onKey(key, at, go) {
      if (key !== 'ArrowRight' && key !== 'ArrowLeft') return false;
      const isRtl = focus.current !== null && isRightToLeft(focus.current);
      onArrow((key === 'ArrowRight') !== isRtl, at, go);
      return true;
    },
  });
  const focus = useFocusable<HTMLDivElement>(view, node);
  const ref = (box: HTMLDivElement | null) => {
    rows.scroller.current = box;
    focus.current = box;
  };

  return (
    <div
      ref={ref}
      role="tree"
      aria-label={label ? plainText(label) : text('panel.tree')}
      {...rows.listProps}
      onScroll={rows.onScroll}
      style={{ maxHeight: height ?? ROWS_HEIGHT }}
      className={`p-1 outline-none ${ROWS_FOCUS} ${ROWS_BOX}`}
    >
      <div role="presentation" style={{ paddingTop: rows.before, paddingBottom: rows.after }}>
        {shown.slice(rows.first, rows.end).map((row, at) => {
          const { item, level, expanded: isExpanded, position, setSize } = row;
          const treeItem = {
            role: 'treeitem',
            'aria-selected': item.id === value,
            'aria-level': level,
            'aria-expanded': isExpanded,
            'aria-setsize': setSize,
            'aria-posinset': position,
            ...rows.rowProps(rows.first + at),
          };
          return (
            <div
              key={item.id}
              {...treeItem}
              style={{
                height: ROW_HEIGHT,
                paddingInlineStart: 4 + Math.min(level - 1, MAX_INDENT) * INDENT,
              }}
              className={`flex items-center gap-1 rounded pe-2 text-[13px] ${ROW}`}
            >
              <Twisty row={row} onToggle={() => toggle(row)} />
              {hasIcons && (
                <span className="me-1 flex w-4 shrink-0 justify-center">
                  <PanelIcon icon={item.icon} />
                </span>
              )}
              <span className="min-w-0 flex-1">
                <PluginText text={item.label} truncate />
              </span>
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** Opens and closes by the pointer; keys do it on the row. */
function Twisty({ row, onToggle }: { readonly row: TreeRow<Item>; onToggle(): void }) {
  if (row.expanded === undefined) return <span className="w-5 shrink-0" />;
  return (
    <span
      aria-hidden="true"
      data-toggle=""
      onClick={(event) => {
        event.stopPropagation();
        onToggle();
      }}
      onDoubleClick={(event) => event.stopPropagation()}
      className="flex h-5 w-5 shrink-0 items-center justify-center rounded text-neutral-600 hover:bg-neutral-950/10 dark:text-neutral-400 dark:hover:bg-white/10"
    >
      <ChevronDownIcon
        className={`h-3.5 w-3.5 transition-transform motion-reduce:transition-none ${row.expanded ? '' : '-rotate-90 rtl:rotate-90'}`}
      />
    </span>
  );
}
