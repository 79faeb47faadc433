import type { CSSProperties } from 'react';
import { useMemo } from 'react';
import { useStrings } from '../../strings/use-strings.tsx';
import { plainText } from '../../ui/plain-text.ts';
import { PluginText } from '../../ui/plugin-text.tsx';
import type { ElementProps } from '../element-map.ts';
import { type CheckedProps, propsOf } from '../element-props.ts';
import { isPanelIcon, PanelIcon } from '../panel-icon.tsx';
import { FOCUS_RING, ROW, ROWS_BOX, ROWS_FOCUS, ROWS_HEIGHT } from '../rows/row-styles.ts';
import { useRows } from '../rows/use-rows.ts';
import { useFocusable } from '../use-invocation.ts';
import { uniqueById } from './unique-by-id.ts';

type Item = NonNullable<CheckedProps<'List'>['items']>[number];

const NONE: readonly Item[] = [];
const ROW_HEIGHT = 32;
const TALL_ROW_HEIGHT = 48;

export function ListElement(element: ElementProps) {
  const { view, node } = element;
  const { label, items: given = NONE, value, height, onSelect, onActivate } = propsOf('List', element);
  const { text } = useStrings();
  const items = useMemo(() => uniqueById(given), [given]);
  const ids = useMemo(() => items.map(({ id }) => id), [items]);
  const rowHeight = items.some(({ description }) => description) ? TALL_ROW_HEIGHT : ROW_HEIGHT;
  const hasIcons = items.some(({ icon }) => isPanelIcon(icon));
  const rows = useRows({
    ids,
    rowHeight,
    value,
    labelOf: (row) => items[row]?.title ?? '',
    onSelect: onSelect && ((id) => view.send(node, 'select', { id })),
    onActivate: onActivate && ((id) => view.send(node, 'activate', { id })),
  });
  const focus = useFocusable<HTMLDivElement>(view, node);
  const ref = (box: HTMLDivElement | null) => {
    rows.scroller.current = box;
    focus.current = box;
  };
  const { isInteractive } = rows;

  return (
    <div
      ref={ref}
      {...(isInteractive ? { role: 'listbox', ...rows.listProps } : { role: 'list', tabIndex: 0 })}
      {...{ 'aria-label': label ? plainText(label) : text('panel.list') }}
      onScroll={rows.onScroll}
      style={{ maxHeight: height ?? ROWS_HEIGHT }}
      className={`p-1 ${isInteractive ? `outline-none ${ROWS_FOCUS}` : FOCUS_RING} ${ROWS_BOX}`}
    >
      <div role="presentation" style={{ paddingTop: rows.before, paddingBottom: rows.after }}>
        {items.slice(rows.first, rows.end).map((item, at) => {
          const row = rows.first + at;
          return (
            <div
              key={item.id}
              {...(isInteractive
                ? { role: 'option', 'aria-selected': item.id === value, ...rows.rowProps(row) }
                : { role: 'listitem' })}
              {...{ 'aria-setsize': items.length, 'aria-posinset': row + 1 }}
              style={{ height: rowHeight }}
              className={`flex items-center gap-2 rounded px-2 text-[13px] ${isInteractive ? ROW : ''}`}
            >
              <ListRow item={item} hasIcons={hasIcons} />
            </div>
          );
        })}
      </div>
    </div>
  );
}

function ListRow({ item, hasIcons }: { readonly item: Item; readonly hasIcons: boolean }) {
  const { title, description, icon, badge, color } = item;
  const swatch: CSSProperties = { backgroundColor: color };
  return (
    <>
      {color !== undefined && (
        <span
          aria-hidden="true"
          style={swatch}
          className="h-4 w-4 shrink-0 rounded border forced-color-adjust-none border-neutral-950/20 dark:border-white/30"
        />
      )}
      {hasIcons && (
        <span className="flex w-4 shrink-0 justify-center">
          <PanelIcon icon={icon} />
        </span>
      )}
      <span className="min-w-0 flex-1">
        <PluginText text={title} truncate />
        {description && (
          <PluginText
            text={description}
            truncate
            className="text-xs text-neutral-600 dark:text-neutral-300"
          />
        )}
      </span>
      {badge && (
        <span className="max-w-[40%] shrink-0 text-xs tabular-nums text-neutral-600 dark:text-neutral-300">
          <PluginText text={badge} truncate />
        </span>
      )}
    </>
  );
}
