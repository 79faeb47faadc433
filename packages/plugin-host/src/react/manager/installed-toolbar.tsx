import { useId } from 'react';
import { FIELD_CLASS } from '../settings/setting-control.tsx';
import { useStrings } from '../strings/use-strings.tsx';
import { SearchIcon } from '../ui/icons.tsx';
import { LayoutSwitch } from '../ui/layout-switch.tsx';
import type { InstalledFilter, InstalledLayout, InstalledSort, InstalledView } from './installed-view.ts';

const FILTERS: readonly InstalledFilter[] = ['all', 'on', 'off', 'problem'];
const SORTS: readonly InstalledSort[] = ['recent', 'name', 'state'];

export interface InstalledToolbarProps {
  readonly view: InstalledView;
  readonly layout: InstalledLayout;
  /** With few plugins there is nothing to search. */
  readonly withSearch: boolean;
  onChange(view: InstalledView): void;
  onLayout(layout: InstalledLayout): void;
}

/** Which of the installed plugins are shown, in which order, and how. */
export function InstalledToolbar({ view, layout, withSearch, onChange, onLayout }: InstalledToolbarProps) {
  const { text } = useStrings();
  return (
    // biome-ignore lint/a11y/useSemanticElements: React 18 does not know the search element
    <div role="search" className="mb-4 flex flex-wrap items-center gap-2">
      {withSearch && (
        <>
          <div className="relative min-w-0 flex-1 basis-56">
            <SearchIcon className="pointer-events-none absolute start-2.5 top-2 h-4 w-4 text-neutral-500 dark:text-neutral-400" />
            <input
              type="search"
              aria-label={text('installed.search')}
              placeholder={text('installed.search')}
              value={view.query}
              maxLength={200}
              onChange={(event) => onChange({ ...view, query: event.target.value })}
              className={`${FIELD_CLASS} ps-8`}
            />
          </div>
          <Choice
            label={text('installed.show')}
            values={FILTERS}
            value={view.filter}
            nameOf={(filter) => text(`installed.show.${filter}`)}
            onChoose={(filter) => onChange({ ...view, filter })}
          />
        </>
      )}
      <Choice
        label={text('installed.sort')}
        values={SORTS}
        value={view.sort}
        nameOf={(sort) => text(`installed.sort.${sort}`)}
        onChoose={(sort) => onChange({ ...view, sort })}
      />
      <LayoutSwitch
        label={text('installed.layout')}
        names={{ grid: text('installed.layout.grid'), list: text('installed.layout.list') }}
        layout={layout}
        onLayout={onLayout}
      />
    </div>
  );
}

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly values: readonly T[];
  readonly value: T;
  nameOf(value: T): string;
  onChoose(value: T): void;
}

function Choice<T extends string>({ label, values, value, nameOf, onChoose }: ChoiceProps<T>) {
  const id = useId();
  return (
    <div className="flex items-center gap-2">
      <label htmlFor={id} className="text-[13px] text-neutral-600 dark:text-neutral-400">
        {label}
      </label>
      <select
        id={id}
        value={value}
        onChange={(event) => {
          const chosen = values.find((one) => one === event.target.value);
          if (chosen) onChoose(chosen);
        }}
        className={`${FIELD_CLASS} !w-auto`}
      >
        {values.map((one) => (
          <option key={one} value={one}>
            {nameOf(one)}
          </option>
        ))}
      </select>
    </div>
  );
}
