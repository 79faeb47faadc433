import { type ReactNode, useId } from 'react';

export const FIELD =
  'h-8 w-full min-w-0 rounded-md border border-neutral-300 bg-white px-2.5 text-[13px] text-neutral-900 ' +
  'placeholder:text-neutral-500 focus-visible:outline focus-visible:outline-2 focus-visible:outline-blue-600 ' +
  'aria-disabled:bg-neutral-100 aria-disabled:text-neutral-600 aria-[invalid=true]:border-red-600 ' +
  'dark:border-neutral-700 dark:bg-neutral-900 dark:text-neutral-100 dark:placeholder:text-neutral-400 ' +
  'dark:focus-visible:outline-blue-400 dark:aria-disabled:bg-neutral-800';

export interface FieldProps {
  readonly label?: string | undefined;
  readonly description?: string | undefined;
  readonly error?: string | undefined;
  readonly required?: boolean | undefined;
  readonly disabled?: boolean | undefined;
  /** The control, with what ties it to its label and messages. */
  children(aria: FieldAria): ReactNode;
}

export interface FieldAria {
  readonly id: string;
  readonly 'aria-describedby'?: string | undefined;
  readonly 'aria-invalid'?: true | undefined;
  readonly 'aria-required'?: true | undefined;
  readonly 'aria-disabled'?: true | undefined;
}

/** A control with its label above, and what is to be said of it below. */
export function Field({ label, description, error, required, disabled, children }: FieldProps) {
  const id = useId();
  const described = [description && `${id}-description`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div className="flex min-w-0 flex-col gap-1">
      {label !== undefined && (
        <label htmlFor={id} dir="auto" className="min-w-0 break-words text-[13px] font-medium">
          {label}
          {required && (
            <span aria-hidden="true" className="ms-0.5 text-red-700 dark:text-red-400">
              *
            </span>
          )}
        </label>
      )}
      {children({
        id,
        'aria-describedby': described || undefined,
        'aria-invalid': error ? true : undefined,
        'aria-required': required || undefined,
        'aria-disabled': disabled || undefined,
      })}
      {description && (
        <p
          id={`${id}-description`}
          dir="auto"
          className="break-words text-xs text-neutral-600 dark:text-neutral-400"
        >
          {description}
        </p>
      )}
      {error && (
        <p
          id={`${id}-error`}
          role="alert"
          dir="auto"
          className="break-words text-xs text-red-800 dark:text-red-300"
        >
          {error}
        </p>
      )}
    </div>
  );
}
