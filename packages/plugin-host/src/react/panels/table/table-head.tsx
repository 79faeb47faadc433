import { ChevronDownIcon } from '../../ui/icons.tsx';
import { ChevronUpIcon } from '../../ui/more-icons.tsx';
import { PluginText } from '../../ui/plugin-text.tsx';
import type { CheckedProps } from '../element-props.ts';

type Props = CheckedProps<'Table'>;
type Column = NonNullable<Props['columns']>[number];

export interface TableHeadProps {
  readonly columns: readonly Column[];
  readonly sort: Props['sort'];
  /** Absent where nobody sorts. */
  readonly onSort: ((sort: { readonly column: string; readonly descending: boolean }) => void) | undefined;
}

/** The names of the columns; those that can be sorted by are buttons. They stay while the rows scroll. */
export function TableHead({ columns, sort, onSort }: TableHeadProps) {
  return (
    <thead>
      <tr aria-rowindex={1}>
        {columns.map((column) => {
          const isSorted = sort?.column === column.id;
          const descending = isSorted && sort.descending === true;
          const canSort = column.sortable === true && onSort !== undefined;
          return (
            <th
              key={column.id}
              scope="col"
              aria-sort={isSorted ? (descending ? 'descending' : 'ascending') : canSort ? 'none' : undefined}
              className={`sticky top-0 z-10 h-8 border-b border-neutral-200 bg-neutral-50 p-0 text-xs font-medium text-neutral-600 dark:border-neutral-800 dark:bg-neutral-900 dark:text-neutral-300 ${column.align === 'end' ? 'text-end' : 'text-start'}`}
            >
              {canSort ? (
                <button
                  type="button"
                  onClick={() => onSort({ column: column.id, descending: isSorted && !descending })}
                  className={`flex h-full w-full items-center gap-1 px-2.5 font-medium hover:text-neutral-900 focus-visible:outline focus-visible:outline-2 focus-visible:-outline-offset-2 focus-visible:outline-blue-600 dark:hover:text-white dark:focus-visible:outline-blue-400 ${column.align === 'end' ? 'flex-row-reverse' : ''}`}
                >
                  <PluginText text={column.label} truncate />
                  {isSorted && (descending ? <Down /> : <Up />)}
                </button>
              ) : (
                <span className="block px-2.5">
                  <PluginText text={column.label} truncate />
                </span>
              )}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

const Up = () => <ChevronUpIcon className="h-3.5 w-3.5" />;
const Down = () => <ChevronDownIcon className="h-3.5 w-3.5" />;
