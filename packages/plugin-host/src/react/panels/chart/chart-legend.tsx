export interface LegendEntry {
  readonly name: string;
  readonly color: string;
  readonly detail?: string | undefined;
}

/** Which colour is what. The table has the same in words. */
export function ChartLegend({ entries }: { readonly entries: readonly LegendEntry[] }) {
  return (
    <div aria-hidden="true" className="flex min-w-0 flex-wrap gap-x-4 gap-y-1 text-xs">
      {entries.map(({ name, color, detail }, index) => (
        <span key={index} className="flex min-w-0 max-w-full items-center gap-1.5">
          <span
            className="h-2.5 w-2.5 shrink-0 rounded-sm forced-color-adjust-none"
            style={{ backgroundColor: color }}
          />
          <bdi dir="auto" className="min-w-0 truncate text-neutral-700 dark:text-neutral-300">
            {name}
          </bdi>
          {detail !== undefined && (
            <span className="shrink-0 tabular-nums text-neutral-600 dark:text-neutral-400">{detail}</span>
          )}
        </span>
      ))}
    </div>
  );
}
