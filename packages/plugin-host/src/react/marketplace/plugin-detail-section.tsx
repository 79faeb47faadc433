import { type ReactNode, useId } from 'react';

export interface PluginDetailSectionProps {
  readonly title: string;
  readonly children: ReactNode;
}

/** A part of the details, under its heading. */
export function PluginDetailSection({ title, children }: PluginDetailSectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="min-w-0">
      <h3 id={id} className="text-[13px] font-semibold">
        {title}
      </h3>
      <div className="mt-2">{children}</div>
    </section>
  );
}
