import type { StringKey } from '../strings/default-strings.ts';
import { useStrings } from '../strings/use-strings.tsx';
import type { ShownState } from './installed-view.ts';

const GREEN = 'bg-emerald-50 text-emerald-800 dark:bg-emerald-950/60 dark:text-emerald-300';
const GREY = 'bg-neutral-100 text-neutral-700 dark:bg-neutral-800 dark:text-neutral-300';
const RED = 'bg-red-50 text-red-800 dark:bg-red-950/60 dark:text-red-300';
const GREY_DOT = 'bg-neutral-400 dark:bg-neutral-500';

interface Look {
  readonly hint?: StringKey;
  readonly dot: string;
  readonly className: string;
}

const LOOKS: Readonly<Record<ShownState, Look>> = {
  active: { dot: 'bg-emerald-600 dark:bg-emerald-400', className: GREEN },
  ready: { hint: 'state.ready.hint', dot: 'bg-emerald-600/60 dark:bg-emerald-400/60', className: GREEN },
  paused: { hint: 'state.paused.hint', dot: GREY_DOT, className: GREY },
  inactive: { dot: GREY_DOT, className: GREY },
  loading: {
    dot: 'bg-sky-600 dark:bg-sky-400 motion-safe:animate-pulse',
    className: 'bg-sky-50 text-sky-800 dark:bg-sky-950/60 dark:text-sky-300',
  },
  error: { dot: 'bg-red-600 dark:bg-red-400', className: RED },
  blocked: { dot: 'bg-red-600 dark:bg-red-400', className: RED },
  disabled: {
    dot: 'bg-amber-600 dark:bg-amber-400',
    className: 'bg-amber-50 text-amber-900 dark:bg-amber-950/60 dark:text-amber-300',
  },
};

/** The state of a plugin in a word and a colour. */
export function StateBadge({ state }: { readonly state: ShownState }) {
  const { text } = useStrings();
  const { hint, dot, className } = LOOKS[state];
  return (
    <span
      data-state={state}
      title={hint && text(hint)}
      className={`inline-flex h-5 shrink-0 items-center gap-1.5 rounded-full px-2 text-[11px] font-medium ${className}`}
    >
      <span aria-hidden="true" className={`h-1.5 w-1.5 rounded-full ${dot}`} />
      {text(`state.${state}`)}
    </span>
  );
}
