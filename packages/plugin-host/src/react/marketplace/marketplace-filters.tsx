import { type ReactNode, useId } from 'react';
import { FIELD_CLASS } from '../settings/setting-control.tsx';
import { useStrings } from '../strings/use-strings.tsx';
import { SearchIcon } from '../ui/icons.tsx';
import { LayoutSwitch } from '../ui/layout-switch.tsx';
import { plainText } from '../ui/plain-text.ts';
import type { MarketplaceLayout } from './marketplace-card.tsx';
import type { MarketplaceFilters as Filters, MarketplaceSort } from './marketplace-query.ts';

const SORTS = ['downloads', 'rating', 'newest', 'name'] as const satisfies readonly MarketplaceSort[];
/** An author's word for a category, however long, must not widen the page. */
const CATEGORY_LENGTH = 40;

export interface MarketplaceFiltersProps {
  readonly filters: Filters;
  onFilters(filters: Filters): void;
  readonly layout: MarketplaceLayout;
  onLayout(layout: MarketplaceLayout): void;
  readonly categories: readonly string[];
}

/** What to look for, in which order, and how to show it. */
export function MarketplaceFilters(props: MarketplaceFiltersProps) {
  const { filters, onFilters, layout, onLayout, categories } = props;
  const { text } = useStrings();
  const set = (changed: Partial<Filters>) => onFilters({ ...filters, ...changed });
  return (
    // biome-ignore lint/a11y/useSemanticElements: React 18 does not know the search element
    <div role="search" className="flex flex-wrap items-center gap-2">
      <div className="relative min-w-0 flex-1 basis-full sm:basis-56">
        <SearchIcon className="pointer-events-none absolute start-2.5 top-2 h-4 w-4 text-neutral-500 dark:text-neutral-400" />
        <input
          type="search"
          aria-label={text('marketplace.search')}
          placeholder={text('marketplace.search')}
          value={filters.query}
          maxLength={200}
          onChange={(event) => set({ query: event.target.value })}
          className={`${FIELD_CLASS} ps-8`}
        />
      </div>
      <Choice label={text('marketplace.sort')}>
        {(id) => (
          <select
            id={id}
            value={filters.sortBy}
            onChange={(event) =>
              set({ sortBy: SORTS.find((sort) => sort === event.target.value) ?? 'downloads' })
            }
            className={`${FIELD_CLASS} !w-auto`}
          >
            {SORTS.map((sort) => (
              <option key={sort} value={sort}>
                {text(`marketplace.sort.${sort}`)}
              </option>
            ))}
          </select>
        )}
      </Choice>
      {categories.length > 0 && (
        <select
          aria-label={text('marketplace.category')}
          value={filters.category}
          onChange={(event) => set({ category: event.target.value })}
          className={`${FIELD_CLASS} !w-auto max-w-48`}
        >
          <option value="">{text('marketplace.category.all')}</option>
          {categories.map((category) => (
            <option key={category} value={category}>
              {plainText(category, CATEGORY_LENGTH)}
            </option>
          ))}
        </select>
      )}
      <fieldset className="contents">
        <legend className="sr-only">{text('marketplace.filters')}</legend>
        <Toggle pressed={filters.verified} onPress={(verified) => set({ verified })}>
          {text('marketplace.verified')}
        </Toggle>
        <Toggle pressed={filters.featured} onPress={(featured) => set({ featured })}>
          {text('marketplace.featured')}
        </Toggle>
      </fieldset>
      <LayoutSwitch
        label={text('marketplace.layout')}
        names={{ grid: text('marketplace.layout.grid'), list: text('marketplace.layout.list') }}
        layout={layout}
        onLayout={onLayout}
      />
    </div>
  );
}

interface ChoiceProps {
  readonly label: string;
  children(id: string): ReactNode;
}

function Choice({ label, children }: ChoiceProps) {
  const id = useId();
  return (
    <div className="flex items-center gap-2">
      <label htmlFor={id} className="text-[13px] text-neutral-600 max-sm:sr-only dark:text-neutral-400">
        {label}
      </label>
      {children(id)}
    </div>
  );
}

interface ToggleProps {
  readonly pressed: boolean;
  onPress(pressed: boolean): void;
  readonly children: ReactNode;
}

function Toggle({ pressed, onPress, children }: ToggleProps) {
  return (
    <button
      type="button"
      aria-pressed={pressed}
      onClick={() => onPress(!pressed)}
      className="flex h-8 items-center justify-center rounded-md border border-neutral-300 px-3 text-[13px] font-medium text-neutral-700 hover:bg-neutral-100 focus-visible:outline focus-visible:outline-2 focus-visible:outline-offset-2 focus-visible:outline-blue-600 aria-pressed:border-neutral-900 aria-pressed:bg-neutral-900 aria-pressed:text-white dark:border-neutral-700 dark:text-neutral-300 dark:hover:bg-neutral-800 dark:focus-visible:outline-blue-400 dark:aria-pressed:border-neutral-100 dark:aria-pressed:bg-neutral-100 dark:aria-pressed:text-neutral-900"
    >
      {children}
    </button>
  );
}
