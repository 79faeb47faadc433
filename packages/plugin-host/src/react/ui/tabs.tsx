import { type KeyboardEvent, type ReactNode, type RefObject, useId, useRef } from 'react';

export interface Tab<Id extends string> {
  readonly id: Id;
  readonly label: string;
  /** Shown after the label. */
  readonly count?: number;
  /** What the count says to those who do not see it. Left out: nothing. */
  readonly countLabel?: string;
}

export interface TabsProps<Id extends string> {
  readonly label: string;
  readonly tabs: readonly Tab<Id>[];
  readonly selected: Id;
  onSelect(id: Id): void;
  /** The panel, for moving the focus there. */
  readonly panelRef?: RefObject<HTMLDivElement | null>;
  /** Content of the selected tab's panel. */
  readonly children: ReactNode;
}

/** Tabs as the ARIA pattern describes them: one tab stop, arrow keys, Home and End; selection follows the focus. */
export function Tabs<Id extends string>({
  label,
  tabs,
  selected,
  onSelect,
  panelRef,
  children,
}: TabsProps<Id>) {
  const base = useId();
  const list = useRef<HTMLDivElement>(null);

  const onKeyDown = (event: KeyboardEvent) => {
    const index = tabs.findIndex((tab) => tab.id === selected);
    const step = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: -1 }[event.key];
    const next = step === undefined ? undefined : tabs.at(step % tabs.length);
    if (!next) return;
    event.preventDefault();
    onSelect(next.id);
    list.current?.querySelectorAll<HTMLElement>('[role="tab"]')[tabs.indexOf(next)]?.focus();
  };

  return (
    <>
      <div
        ref={list}
        role="tablist"
        aria-label={label}
        className="flex gap-5 border-b border-neutral-200 dark:border-neutral-800"
      >
        {tabs.map((tab) => (
          <button
            key={tab.id}
            id={`${base}-${tab.id}`}
            type="button"
            role="tab"
            aria-selected={tab.id === selected}
            aria-controls={tab.id === selected ? `${base}-panel` : undefined}
            tabIndex={tab.id === selected ? 0 : -1}
            onClick={() => onSelect(tab.id)}
            onKeyDown={onKeyDown}
            className="-mb-px flex h-9 items-center gap-1.5 rounded-t border-b-2 border-transparent text-[13px] font-medium text-neutral-600 hover:text-neutral-900 focus-visible:outline focus-visible:outline-2 focus-visible:-outline-offset-2 focus-visible:outline-blue-600 aria-selected:border-neutral-900 aria-selected:text-neutral-900 dark:text-neutral-400 dark:hover:text-neutral-100 dark:focus-visible:outline-blue-400 dark:aria-selected:border-neutral-100 dark:aria-selected:text-neutral-100"
          >
            {tab.label}
            {tab.countLabel && <span className="sr-only">({tab.countLabel})</span>}
            {tab.count !== undefined && (
              <span
                aria-hidden="true"
                className="rounded-full bg-neutral-100 px-1.5 py-px text-[11px] tabular-nums text-neutral-700 dark:bg-neutral-800 dark:text-neutral-300"
              >
                {tab.count}
              </span>
            )}
          </button>
        ))}
      </div>
      <div
        ref={panelRef}
        id={`${base}-panel`}
        role="tabpanel"
        aria-labelledby={`${base}-${selected}`}
        tabIndex={-1}
        className="pt-5 outline-none"
      >
        {children}
      </div>
    </>
  );
}
