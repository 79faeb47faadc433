import { type ReactNode, useId } from 'react';

export interface PanelSectionProps {
  readonly title: ReactNode;
  /** Beside the title. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A part of a panel, under its title. */
export function PanelSection({ title, actions, children }: PanelSectionProps) {
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className="border-b border-neutral-200 px-3 py-3 last:border-b-0 dark:border-neutral-800"
    >
      <div className="mb-2 flex min-h-6 items-center justify-between gap-2">
        <h2 id={id} className="min-w-0 text-xs font-semibold">
          {title}
        </h2>
        {actions}
      </div>
      {children}
    </section>
  );
}
