import type { PluginState } from '../registry/plugin-instance.ts';

/** As users know them: one that waits for something to do is ready, or paused in safe mode. */
export type ShownState = PluginState | 'ready' | 'paused';

const STATES: Readonly<Record<ShownState, { text: string; title?: string; dot: string; className: string }>> =
  {
    active: {
      text: 'Active',
      dot: 'bg-emerald-600 dark:bg-emerald-400',
      className: 'bg-emerald-50 text-emerald-800 dark:bg-emerald-950/60 dark:text-emerald-300',
    },
    ready: {
      text: 'Ready',
      title: 'It starts when it is needed.',
      dot: 'bg-emerald-600/60 dark:bg-emerald-400/60',
      className: 'bg-emerald-50 text-emerald-800 dark:bg-emerald-950/60 dark:text-emerald-300',
    },
    paused: {
      text: 'Paused',
      title: 'It does not start in safe mode.',
      dot: 'bg-neutral-400 dark:bg-neutral-500',
      className: 'bg-neutral-100 text-neutral-700 dark:bg-neutral-800 dark:text-neutral-300',
    },
    inactive: {
      text: 'Inactive',
      dot: 'bg-neutral-400 dark:bg-neutral-500',
      className: 'bg-neutral-100 text-neutral-700 dark:bg-neutral-800 dark:text-neutral-300',
    },
    loading: {
      text: 'Starting…',
      dot: 'bg-sky-600 dark:bg-sky-400 motion-safe:animate-pulse',
      className: 'bg-sky-50 text-sky-800 dark:bg-sky-950/60 dark:text-sky-300',
    },
    error: {
      text: 'Error',
      dot: 'bg-red-600 dark:bg-red-400',
      className: 'bg-red-50 text-red-800 dark:bg-red-950/60 dark:text-red-300',
    },
    disabled: {
      text: 'Disabled',
      dot: 'bg-amber-600 dark:bg-amber-400',
      className: 'bg-amber-50 text-amber-900 dark:bg-amber-950/60 dark:text-amber-300',
    },
  };

/** The state of a plugin in a word and a colour. */
export function StateBadge({ state }: { readonly state: ShownState }) {
  const { text, title, dot, className } = STATES[state];
  return (
    <span
      data-state={state}
      title={title}
      className={`inline-flex h-5 shrink-0 items-center gap-1.5 rounded-full px-2 text-[11px] font-medium ${className}`}
    >
      <span aria-hidden="true" className={`h-1.5 w-1.5 rounded-full ${dot}`} />
      {text}
    </span>
  );
}
