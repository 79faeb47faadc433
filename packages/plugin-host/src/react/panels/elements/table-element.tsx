import { useMemo } from 'react';
import { useStrings } from '../../strings/use-strings.tsx';
import { plainText } from '../../ui/plain-text.ts';
import type { ElementProps } from '../element-map.ts';
import { type CheckedProps, propsOf } from '../element-props.ts';
import { FOCUS_RING, ROW, ROWS_BOX, ROWS_FOCUS, ROWS_HEIGHT } from '../rows/row-styles.ts';
import { useRows } from '../rows/use-rows.ts';
import { TableCell } from '../table/table-cell.tsx';
import { TableHead } from '../table/table-head.tsx';
import { useFocusable } from '../use-invocation.ts';
import { uniqueById } from './unique-by-id.ts';

type Props = CheckedProps<'Table'>;
type Row = NonNullable<Props['rows']>[number];

const NO_COLUMNS: NonNullable<Props['columns']> = [];
const NO_ROWS: readonly Row[] = [];
const ROW_HEIGHT = 32;
const HEAD_HEIGHT = 33;
/** Pixels of a column that says nothing of its width: less is no text. */
const COLUMN_WIDTH = 96;

export function TableElement(element: ElementProps) {
  const { view, node } = element;
  const props = propsOf('Table', element);
  const { label, columns: givenColumns = NO_COLUMNS, rows: givenRows = NO_ROWS, value, height } = props;
  const { onSelect, onActivate } = props;
  const { text } = useStrings();
  const columns = useMemo(() => uniqueById(givenColumns), [givenColumns]);
  const items = useMemo(() => uniqueById(givenRows), [givenRows]);
  const ids = useMemo(() => items.map(({ id }) => id), [items]);
  const rows = useRows({
    ids,
    rowHeight: ROW_HEIGHT,
    header: HEAD_HEIGHT,
    value,
    onSelect: onSelect && ((id) => view.send(node, 'select', { id })),
    onActivate: onActivate && ((id) => view.send(node, 'activate', { id })),
  });
  const focus = useFocusable<HTMLTableElement>(view, node);
  const { isInteractive } = rows;
  const name = label ? plainText(label) : text('panel.table');
  const leastWidth = columns.reduce((sum, { width = COLUMN_WIDTH }) => sum + width, 0);

  return (
    <div
      ref={rows.scroller}
      onScroll={rows.onScroll}
      style={{ maxHeight: height ?? ROWS_HEIGHT }}
      className={`${ROWS_BOX} ${FOCUS_RING}`}
      {...(isInteractive ? {} : { tabIndex: 0, role: 'group', 'aria-label': name })}
    >
      <table
        ref={focus}
        role={isInteractive ? 'grid' : undefined}
        aria-label={name}
        aria-rowcount={items.length + 1}
        {...(isInteractive ? rows.listProps : {})}
        style={{ minWidth: leastWidth }}
        className={`w-full table-fixed border-separate border-spacing-0 text-[13px] outline-none ${ROWS_FOCUS}`}
      >
        <colgroup>
          {columns.map((column) => (
            <col key={column.id} style={column.width === undefined ? {} : { width: column.width }} />
          ))}
        </colgroup>
        <TableHead
          columns={columns}
          sort={props.sort}
          onSort={props.onSort && ((sort) => view.send(node, 'sort', { ...sort }))}
        />
        <tbody>
          <Gap height={rows.before} columns={columns.length} />
          {items.slice(rows.first, rows.end).map((item, at) => {
            const row = rows.first + at;
            return (
              <tr
                key={item.id}
                aria-rowindex={row + 2}
                aria-selected={isInteractive ? item.id === value : undefined}
                {...(isInteractive ? rows.rowProps(row) : {})}
                style={{ height: ROW_HEIGHT }}
                className={isInteractive ? ROW : ''}
              >
                {columns.map(({ id, align }) => (
                  <TableCell
                    key={id}
                    cell={Object.hasOwn(item.cells, id) ? item.cells[id] : null}
                    align={align}
                  />
                ))}
              </tr>
            );
          })}
          <Gap height={rows.after} columns={columns.length} />
        </tbody>
      </table>
    </div>
  );
}

/** Stands for the rows that are not drawn. */
function Gap({ height, columns }: { readonly height: number; readonly columns: number }) {
  if (height === 0) return null;
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: nothing in it can have the focus
    <tr aria-hidden="true">
      <td colSpan={columns} style={{ height, padding: 0 }} />
    </tr>
  );
}
