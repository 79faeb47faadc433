/** The colour of a text by what it says. */
export const TEXT_TONES = {
  default: 'text-neutral-900 dark:text-neutral-100',
  muted: 'text-neutral-600 dark:text-neutral-400',
  info: 'text-sky-800 dark:text-sky-300',
  success: 'text-emerald-800 dark:text-emerald-300',
  warning: 'text-amber-900 dark:text-amber-200',
  danger: 'text-red-800 dark:text-red-300',
} as const;
