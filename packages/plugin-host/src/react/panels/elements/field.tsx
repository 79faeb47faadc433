import { type ReactNode, useId } from 'react';
import { useStrings } from '../../strings/use-strings.tsx';
import { plainText } from '../../ui/plain-text.ts';

const FOCUS =
  'focus-visible:outline focus-visible:outline-2 focus-visible:outline-blue-600 dark:focus-visible:outline-blue-400';

/** A box for text, of any height. */
export const TEXT_BOX =
  'w-full min-w-0 rounded-md border border-neutral-400 bg-white px-2.5 text-[13px] text-neutral-900 placeholder:text-neutral-500 ' +
  'aria-disabled:bg-neutral-100 aria-disabled:text-neutral-600 aria-[invalid=true]:border-red-600 dark:border-neutral-600 ' +
  'dark:bg-neutral-900 dark:text-neutral-100 dark:placeholder:text-neutral-400 dark:aria-disabled:bg-neutral-800 ' +
  `dark:aria-disabled:text-neutral-400 dark:aria-[invalid=true]:border-red-500 ${FOCUS}`;

export const FIELD = `h-8 ${TEXT_BOX}`;

export interface FieldTexts {
  readonly label?: string | undefined;
  readonly description?: string | undefined;
  readonly error?: string | undefined;
  readonly required?: boolean | undefined;
  readonly disabled?: boolean | undefined;
}

export interface FieldProps extends FieldTexts {
  /** What names a field without a label. */
  readonly fallback?: string | undefined;
  /** What stands at the end of the label’s line. */
  readonly detail?: ReactNode;
  /** The control, with what ties it to its label and messages. */
  children(aria: FieldAria): ReactNode;
}

export interface FieldAria {
  readonly id: string;
  readonly 'aria-label'?: string | undefined;
  readonly 'aria-describedby'?: string | undefined;
  readonly 'aria-invalid'?: true | undefined;
  readonly 'aria-required'?: true | undefined;
  readonly 'aria-disabled'?: true | undefined;
}

/** A control with its label above, and what is to be said of it below. */
export function Field({ fallback, detail, children, ...texts }: FieldProps) {
  const aria = useFieldAria(texts, fallback);
  return (
    <div className="flex w-full min-w-0 flex-col gap-1">
      {(texts.label !== undefined || detail) && (
        <div className="flex items-baseline gap-2">
          <FieldLabel {...texts} htmlFor={aria.id} className="flex-1 font-medium" />
          {detail}
        </div>
      )}
      {children(aria)}
      <FieldNotes {...texts} id={aria.id} />
    </div>
  );
}

/** A box to tick, with its label beside it. */
export function ChoiceField({ fallback, children, ...texts }: FieldProps) {
  const aria = useFieldAria(texts, fallback);
  return (
    <div className="flex min-w-0 gap-2">
      <span className="flex h-5 shrink-0 items-center">{children(aria)}</span>
      <div className="flex min-w-0 flex-col gap-0.5">
        <FieldLabel {...texts} htmlFor={aria.id} className="leading-5" />
        <FieldNotes {...texts} id={aria.id} />
      </div>
    </div>
  );
}

function useFieldAria(texts: FieldTexts, fallback: string | undefined): FieldAria {
  const { text } = useStrings();
  const id = useId();
  const { label, description, error, required, disabled } = texts;
  const described = [description && `${id}-description`, error && `${id}-error`].filter(Boolean).join(' ');
  return {
    id,
    'aria-label': label ? undefined : plainText(fallback || text('panel.field')),
    'aria-describedby': described || undefined,
    'aria-invalid': error ? true : undefined,
    'aria-required': required || undefined,
    'aria-disabled': disabled || undefined,
  };
}

interface FieldLabelProps extends FieldTexts {
  readonly htmlFor: string;
  readonly className: string;
}

function FieldLabel({ label, required, disabled, htmlFor, className }: FieldLabelProps) {
  if (label === undefined) return null;
  const tone = disabled ? 'text-neutral-600 dark:text-neutral-400' : '';
  return (
    <label htmlFor={htmlFor} className={`min-w-0 break-words text-[13px] ${tone} ${className}`}>
      <bdi>{label}</bdi>
      {required && (
        <span aria-hidden="true" className="ms-0.5 text-red-700 dark:text-red-400">
          *
        </span>
      )}
    </label>
  );
}

function FieldNotes({ description, error, id }: FieldTexts & { readonly id: string }) {
  return (
    <>
      {description && (
        <p id={`${id}-description`} className="break-words text-xs text-neutral-600 dark:text-neutral-400">
          <bdi>{description}</bdi>
        </p>
      )}
      {/* The region is there before its message: only so does a screen reader read it out. */}
      <div aria-live="polite" className="empty:-mt-1">
        {error && (
          <p id={`${id}-error`} className="break-words text-xs text-red-800 dark:text-red-300">
            <bdi>{error}</bdi>
          </p>
        )}
      </div>
    </>
  );
}
