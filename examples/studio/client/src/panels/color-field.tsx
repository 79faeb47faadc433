import { useState } from 'react';

export interface ColorFieldProps {
  /** `#rrggbb` */
  readonly value: string;
  onChange(value: string): void;
}

const COLOR = /^#[0-9a-f]{6}$/i;

/** A colour, from a picker or as text. */
export function ColorField({ value, onChange }: ColorFieldProps) {
  const [draft, setDraft] = useState<string | null>(null);
  return (
    <div className="flex h-8 items-center gap-2 rounded-md border border-neutral-300 bg-white ps-1.5 focus-within:outline-2 focus-within:outline-blue-600 dark:border-neutral-700 dark:bg-neutral-950 dark:focus-within:outline-blue-400">
      <input
        type="color"
        aria-label="Pick a colour"
        value={value}
        onChange={({ target }) => onChange(target.value)}
        className="size-5 shrink-0 cursor-pointer rounded-sm bg-transparent p-0 focus-visible:outline-2 focus-visible:outline-offset-1 focus-visible:outline-blue-600 dark:focus-visible:outline-blue-400"
      />
      <input
        type="text"
        aria-label="Colour"
        spellCheck={false}
        maxLength={7}
        value={draft ?? value}
        onChange={({ target }) => {
          setDraft(target.value);
          if (COLOR.test(target.value)) onChange(target.value.toLowerCase());
        }}
        onBlur={() => setDraft(null)}
        className="h-full w-full min-w-0 bg-transparent pe-2 font-mono text-xs outline-none"
      />
    </div>
  );
}
