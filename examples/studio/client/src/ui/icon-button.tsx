import type { ComponentProps } from 'react';

export interface IconButtonProps extends Omit<ComponentProps<'button'>, 'aria-label'> {
  /** Its name, and its tooltip. */
  readonly label: string;
}

/** A square button with a sign and a name. One that can do nothing now keeps the focus. */
export function IconButton({ label, disabled, onClick, className = '', ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      title={label}
      {...rest}
      aria-label={label}
      aria-disabled={disabled || undefined}
      onClick={disabled ? undefined : onClick}
      className={`focus-ring inline-flex size-8 shrink-0 items-center justify-center rounded-md text-neutral-600 transition-colors hover:bg-neutral-200/70 hover:text-neutral-900 aria-disabled:cursor-default aria-disabled:text-neutral-400 aria-disabled:hover:bg-transparent aria-pressed:bg-neutral-200 aria-pressed:text-neutral-900 dark:text-neutral-400 dark:hover:bg-neutral-800 dark:hover:text-neutral-100 dark:aria-disabled:text-neutral-600 dark:aria-disabled:hover:bg-transparent dark:aria-pressed:bg-neutral-700 dark:aria-pressed:text-white ${className}`}
    />
  );
}
