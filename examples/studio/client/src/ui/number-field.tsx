import { useId, useState } from 'react';

export interface NumberFieldProps {
  readonly label: string;
  /** Shown in place of the label, which names the field. */
  readonly sign: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  onChange(value: number): void;
}

/** A whole number. What is typed counts as soon as it is one within the bounds. */
export function NumberField({ label, sign, value, min, max, onChange }: NumberFieldProps) {
  const id = useId();
  const [draft, setDraft] = useState<string | null>(null);
  return (
    <div className="flex h-8 min-w-0 items-center rounded-md border border-neutral-300 bg-white ps-2 focus-within:outline-2 focus-within:outline-blue-600 dark:border-neutral-700 dark:bg-neutral-950 dark:focus-within:outline-blue-400">
      <label
        htmlFor={id}
        title={label}
        className="w-4 shrink-0 text-xs text-neutral-600 dark:text-neutral-400"
      >
        <span aria-hidden="true">{sign}</span>
        <span className="sr-only">{label}</span>
      </label>
      <input
        id={id}
        type="number"
        min={min}
        max={max}
        step={1}
        value={draft ?? Math.round(value)}
        onChange={({ target }) => {
          setDraft(target.value);
          const next = target.valueAsNumber;
          if (next >= min && next <= max) onChange(Math.round(next));
        }}
        onBlur={() => setDraft(null)}
        className="h-full w-full min-w-0 bg-transparent px-1 text-[13px] tabular-nums outline-none"
      />
    </div>
  );
}
