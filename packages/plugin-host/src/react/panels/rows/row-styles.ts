/** The box around rows. */
export const ROWS_BOX =
  'relative min-h-0 min-w-0 overflow-auto overscroll-contain rounded-md [scrollbar-width:thin] border border-neutral-200 dark:border-neutral-800';

/** What has the focus for its rows: the one that keys act on has a ring then. */
export const ROWS_FOCUS =
  '[&:focus-visible_[data-active]]:outline [&:focus-visible_[data-active]]:outline-2 ' +
  '[&:focus-visible_[data-active]]:-outline-offset-2 [&:focus-visible_[data-active]]:outline-blue-600 ' +
  'dark:[&:focus-visible_[data-active]]:outline-blue-400';

/** Rows of it. */
export const ROW =
  'cursor-default select-none hover:bg-neutral-100 aria-selected:bg-neutral-200 dark:hover:bg-neutral-800 dark:aria-selected:bg-neutral-700';

/** Pixels that rows may take before they scroll. */
export const ROWS_HEIGHT = 320;

/** Of a box that only scrolls. */
export const FOCUS_RING =
  'focus-visible:outline focus-visible:outline-2 focus-visible:outline-blue-600 dark:focus-visible:outline-blue-400';
