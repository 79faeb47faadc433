import { type ReactNode, useEffect } from 'react';

export interface PageHeaderProps {
  readonly title: string;
  readonly description: string;
  readonly children?: ReactNode;
}

/** The heading of a page, its title in the browser, and its main action. */
export function PageHeader({ title, description, children }: PageHeaderProps) {
  useEffect(() => {
    document.title = `${title} · FluxStudio example`;
  }, [title]);
  return (
    <div className="mb-6 flex flex-wrap items-center justify-between gap-x-4 gap-y-3">
      <div className="min-w-0">
        <h1 className="text-xl font-semibold tracking-tight">{title}</h1>
        <p className="mt-1 text-[13px] text-neutral-600 dark:text-neutral-400">{description}</p>
      </div>
      {children}
    </div>
  );
}
