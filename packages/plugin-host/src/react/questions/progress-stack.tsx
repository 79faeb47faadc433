import type { ProgressReport } from '@fluxstudio/plugin-protocol/api/ui';
import { useId, useRef, useState } from 'react';
import type { PluginIdentity } from '../../services.ts';
import { useStrings } from '../strings/use-strings.tsx';
import { Button } from '../ui/button.tsx';
import { plainText } from '../ui/plain-text.ts';
import { PluginIcon } from '../ui/plugin-icon.tsx';
import { PluginText } from '../ui/plugin-text.tsx';

/** Something that a plugin is busy with. */
export interface ShownTask {
  readonly id: number;
  readonly plugin: PluginIdentity;
  readonly title: string;
  readonly report: ProgressReport;
  /** Absent where the user cannot end it. */
  readonly cancel: (() => void) | undefined;
  /** Takes it out of sight. The plugin goes on with it. */
  hide(): void;
}

/** How many are shown; the others are counted. */
const MAX_SHOWN = 3;

/** What plugins are busy with, in a corner of the page. New ones are announced, what they report is not: it would never be silent. */
export function ProgressStack({ tasks }: { readonly tasks: readonly ShownTask[] }) {
  const { text } = useStrings();
  const shown = tasks.slice(0, MAX_SHOWN);
  const newest = tasks.at(-1);
  const cameFrom = useRef<Element | null>(null);
  const leave = (button: HTMLElement) => {
    const others = [...(button.closest('section')?.querySelectorAll<HTMLElement>('[data-hide]') ?? [])];
    const next = others.find((other) => other !== button) ?? cameFrom.current;
    if (next instanceof HTMLElement) next.focus();
  };
  return (
    <div data-flux-plugins="">
      <p role="status" className="sr-only">
        {newest && plainText(`${newest.plugin.name}: ${newest.title}`)}
      </p>
      {shown.length > 0 && (
        <section
          aria-label={text('progress.label')}
          onFocus={({ currentTarget, relatedTarget }) => {
            if (!currentTarget.contains(relatedTarget)) cameFrom.current = relatedTarget;
          }}
          className="fixed bottom-4 start-4 z-40 flex w-80 max-w-[calc(100vw-2rem)] flex-col gap-2"
        >
          {shown.map((task) => (
            <Task key={task.id} task={task} onLeave={leave} />
          ))}
          {tasks.length > shown.length && (
            <p className="self-start rounded bg-white/90 px-1.5 text-xs text-neutral-700 dark:bg-neutral-900/90 dark:text-neutral-300">
              {text('progress.more', { count: tasks.length - shown.length })}
            </p>
          )}
        </section>
      )}
    </div>
  );
}

interface TaskProps {
  readonly task: ShownTask;
  /** Its button is about to go, and the focus needs another place. */
  onLeave(button: HTMLElement): void;
}

function Task({ task: { plugin, title, report, cancel, hide }, onLeave }: TaskProps) {
  const { text } = useStrings();
  const base = useId();
  const [isCancelled, setCancelled] = useState(false);
  const { percent, message } = report;
  const isKnown = percent !== undefined;
  const names = { title: plainText(title), name: plainText(plugin.name) };
  return (
    <div className="rounded-lg border border-neutral-200 bg-white p-3 text-[13px] text-neutral-900 shadow-lg dark:border-neutral-700 dark:bg-neutral-900 dark:text-neutral-100">
      <div className="flex items-start gap-2.5">
        <PluginIcon plugin={plugin} className="h-6 w-6 rounded-md text-xs" />
        <div className="min-w-0 flex-1">
          <p id={base} className="font-medium">
            <PluginText text={title} truncate />
          </p>
          <p className="text-xs text-neutral-900 dark:text-neutral-100">
            <PluginText text={plugin.name} truncate />
          </p>
        </div>
        {cancel && (
          <Button
            variant="ghost"
            className="-me-1 -mt-1"
            aria-label={text('progress.cancelOf', names)}
            inactive={isCancelled}
            onClick={() => {
              setCancelled(true);
              cancel();
            }}
          >
            {text('progress.cancel')}
          </Button>
        )}
        <Button
          variant="ghost"
          className="-me-1 -mt-1"
          data-hide=""
          aria-label={text('progress.hideOf', names)}
          onClick={({ currentTarget }) => {
            onLeave(currentTarget);
            hide();
          }}
        >
          {text('progress.hide')}
        </Button>
      </div>
      <div
        role="progressbar"
        aria-labelledby={base}
        aria-valuemin={isKnown ? 0 : undefined}
        aria-valuemax={isKnown ? 100 : undefined}
        aria-valuenow={isKnown ? Math.round(percent) : undefined}
        aria-valuetext={message && plainText(message)}
        className="mt-2.5 h-1.5 overflow-hidden rounded-full bg-neutral-200 dark:bg-neutral-700"
      >
        <div
          style={isKnown ? { width: `${percent}%` } : undefined}
          className={`h-full rounded-full bg-blue-600 dark:bg-blue-400 ${
            isKnown ? 'motion-safe:transition-[width]' : 'w-full opacity-50 motion-safe:animate-pulse'
          }`}
        />
      </div>
      {message && (
        <p className="mt-1.5 text-xs text-neutral-600 dark:text-neutral-400">
          <PluginText text={message} truncate />
        </p>
      )}
    </div>
  );
}
