export interface ConsentCheckboxProps {
  readonly label: string;
  /** Its accessible name, where the label alone does not say what it is about. */
  readonly name?: string;
  readonly checked: boolean;
  onChange(checked: boolean): void;
}

/** One thing the user can say yes to. */
export function ConsentCheckbox({ label, name, checked, onChange }: ConsentCheckboxProps) {
  return (
    <label className="mt-1.5 inline-flex min-h-6 items-center gap-2 text-[13px] text-neutral-700 dark:text-neutral-300">
      <input
        type="checkbox"
        aria-label={name}
        checked={checked}
        onChange={(event) => onChange(event.target.checked)}
        className="h-4 w-4 accent-neutral-900 dark:accent-neutral-100"
      />
      {label}
    </label>
  );
}
