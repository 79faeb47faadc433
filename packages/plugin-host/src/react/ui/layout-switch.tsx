import { GridIcon, ListIcon } from './icons.tsx';

const LAYOUTS = ['grid', 'list'] as const;

type Layout = (typeof LAYOUTS)[number];

export interface LayoutSwitchProps {
  readonly label: string;
  readonly names: Readonly<Record<Layout, string>>;
  readonly layout: Layout;
  onLayout(layout: Layout): void;
}

/** Whether plugins are shown as cards or line by line. */
export function LayoutSwitch({ label, names, layout, onLayout }: LayoutSwitchProps) {
  return (
    <fieldset className="ms-auto flex gap-0.5">
      <legend className="sr-only">{label}</legend>
      {LAYOUTS.map((option) => (
        <button
          key={option}
          type="button"
          aria-label={names[option]}
          title={names[option]}
          aria-pressed={option === layout}
          onClick={() => onLayout(option)}
          className="flex h-8 w-8 items-center justify-center rounded-md border border-neutral-300 text-neutral-700 hover:bg-neutral-100 focus-visible:outline focus-visible:outline-2 focus-visible:outline-offset-2 focus-visible:outline-blue-600 aria-pressed:border-neutral-900 aria-pressed:bg-neutral-900 aria-pressed:text-white dark:border-neutral-700 dark:text-neutral-300 dark:hover:bg-neutral-800 dark:focus-visible:outline-blue-400 dark:aria-pressed:border-neutral-100 dark:aria-pressed:bg-neutral-100 dark:aria-pressed:text-neutral-900"
        >
          {option === 'grid' ? <GridIcon /> : <ListIcon />}
        </button>
      ))}
    </fieldset>
  );
}
