import type { ButtonHTMLAttributes, ReactNode, RefObject } from 'react';
import { SpinnerIcon } from './icons.tsx';

const BASE =
  'inline-flex h-8 shrink-0 items-center justify-center gap-1.5 whitespace-nowrap rounded-md px-3 text-[13px] font-medium ' +
  'transition-colors focus-visible:outline focus-visible:outline-2 focus-visible:outline-offset-2 ' +
  'focus-visible:outline-blue-600 dark:focus-visible:outline-blue-400 ' +
  'aria-disabled:cursor-default motion-reduce:transition-none';

const VARIANTS = {
  primary:
    'bg-neutral-900 text-white hover:bg-neutral-700 aria-disabled:bg-neutral-200 aria-disabled:text-neutral-600 ' +
    'dark:bg-neutral-100 dark:text-neutral-900 dark:hover:bg-white dark:aria-disabled:bg-neutral-800 ' +
    'dark:aria-disabled:text-neutral-400',
  secondary:
    'border border-neutral-300 bg-white text-neutral-800 hover:bg-neutral-100 aria-disabled:bg-neutral-100 ' +
    'aria-disabled:text-neutral-600 dark:border-neutral-700 dark:bg-neutral-900 dark:text-neutral-100 ' +
    'dark:hover:bg-neutral-800 dark:aria-disabled:bg-neutral-800 dark:aria-disabled:text-neutral-400',
  ghost:
    'px-2.5 text-neutral-600 hover:bg-neutral-100 hover:text-neutral-900 aria-disabled:text-neutral-500 ' +
    'aria-disabled:hover:bg-transparent dark:text-neutral-400 dark:hover:bg-neutral-800 dark:hover:text-neutral-100 ' +
    'dark:aria-disabled:text-neutral-500',
  danger:
    'bg-red-700 text-white hover:bg-red-800 aria-disabled:bg-neutral-200 aria-disabled:text-neutral-600 ' +
    'dark:bg-red-700 dark:hover:bg-red-600 dark:aria-disabled:bg-neutral-800 dark:aria-disabled:text-neutral-400',
} as const;

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly variant?: keyof typeof VARIANTS;
  /** Shows a spinner; clicks do nothing. */
  readonly busy?: boolean;
  /** Not available now; clicks do nothing. */
  readonly inactive?: boolean;
  /** Not yet there for long enough: the click of a pointer does nothing. A key has to be moved here first, so it does. */
  readonly arming?: boolean;
  readonly icon?: ReactNode;
  readonly buttonRef?: RefObject<HTMLButtonElement | null>;
}

/**
 * A button that keeps the focus while it is busy: `aria-disabled` rather than `disabled`, because a browser takes the
 * focus away from a disabled element and a keyboard user would start again at the top of the page.
 */
export function Button(props: ButtonProps) {
  const {
    variant = 'secondary',
    busy = false,
    inactive = false,
    arming = false,
    icon,
    buttonRef,
    onClick,
    className,
    children,
    ...rest
  } = props;
  const blocked = busy || inactive;
  return (
    <button
      type="button"
      {...rest}
      ref={buttonRef}
      className={`${BASE} ${VARIANTS[variant]} ${className ?? ''}`}
      aria-disabled={blocked || arming || undefined}
      aria-busy={busy || undefined}
      onClick={(event) => {
        if (blocked || (arming && event.detail > 0)) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {busy ? <SpinnerIcon className="h-3.5 w-3.5 animate-spin" /> : icon}
      {children}
    </button>
  );
}
