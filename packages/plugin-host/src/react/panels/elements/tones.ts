/** The colour of a text by what it says. */
export const TEXT_TONES = {
  default: 'text-neutral-900 dark:text-neutral-100',
  muted: 'text-neutral-600 dark:text-neutral-400',
  info: 'text-sky-800 dark:text-sky-300',
  success: 'text-emerald-800 dark:text-emerald-300',
  warning: 'text-amber-900 dark:text-amber-200',
  danger: 'text-red-800 dark:text-red-300',
} as const;

export const BADGE_TONES = {
  default: 'bg-neutral-200 text-neutral-800 dark:bg-neutral-700 dark:text-neutral-100',
  muted: 'bg-neutral-100 text-neutral-600 dark:bg-neutral-800 dark:text-neutral-400',
  info: 'bg-sky-100 text-sky-800 dark:bg-sky-950 dark:text-sky-300',
  success: 'bg-emerald-100 text-emerald-800 dark:bg-emerald-950 dark:text-emerald-300',
  warning: 'bg-amber-100 text-amber-900 dark:bg-amber-950 dark:text-amber-200',
  danger: 'bg-red-100 text-red-800 dark:bg-red-950 dark:text-red-300',
} as const;
