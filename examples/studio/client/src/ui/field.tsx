import { type ReactNode, useId } from 'react';

interface FieldControl {
  readonly id: string;
  readonly className: string;
}

export interface FieldProps {
  readonly label: string;
  /** Draws the control with what ties it to its label. */
  readonly children: (control: FieldControl) => ReactNode;
}

export function Field({ label, children }: FieldProps) {
  const id = useId();
  return (
    <div className="min-w-0">
      <label htmlFor={id} className="mb-1.5 block text-[13px] font-medium">
        {label}
      </label>
      {children({
        id,
        className:
          'h-9 w-full rounded-md border border-neutral-400 bg-white px-3 text-sm outline-offset-1 placeholder:text-neutral-500 dark:placeholder:text-neutral-400 focus-visible:outline-2 focus-visible:outline-blue-600 dark:border-neutral-600 dark:bg-neutral-950 dark:focus-visible:outline-blue-400',
      })}
    </div>
  );
}
