/** The panels around the board. A small screen shows one at a time, below the board. */
export const PANELS = [
  { id: 'left', label: 'Layers' },
  { id: 'right', label: 'Properties' },
  { id: 'bottom', label: 'Timeline' },
] as const;

export type PanelId = (typeof PANELS)[number]['id'];

export interface PanelSwitchProps {
  readonly shown: PanelId | null;
  onChange(shown: PanelId | null): void;
}

export function PanelSwitch({ shown, onChange }: PanelSwitchProps) {
  return (
    <section
      aria-label="Panels"
      className="flex gap-1 border-t border-neutral-200 bg-white p-1.5 lg:hidden dark:border-neutral-800 dark:bg-neutral-900"
    >
      {PANELS.map(({ id, label }) => (
        <button
          key={id}
          type="button"
          aria-pressed={shown === id}
          onClick={() => onChange(shown === id ? null : id)}
          className="focus-ring h-9 flex-1 rounded-md text-[13px] font-medium text-neutral-600 aria-pressed:bg-neutral-200/80 aria-pressed:text-neutral-900 dark:text-neutral-400 dark:aria-pressed:bg-neutral-800 dark:aria-pressed:text-white"
        >
          {label}
        </button>
      ))}
    </section>
  );
}
