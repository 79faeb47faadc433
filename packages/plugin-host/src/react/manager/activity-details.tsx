import { type ReactNode, useId, useState } from 'react';
import { useStrings } from '../strings/use-strings.tsx';
import { useActivity } from './use-activity.ts';

/** The resolution of a browser's clock: below it nothing is known. Milliseconds. */
const SHORTEST = 0.1;

export interface ActivityDetailsProps {
  readonly pluginId: string;
  /** The element with the plugin's name. */
  readonly nameId: string;
}

/** What a plugin does, behind a button: nothing is computed before it is asked for. */
export function ActivityDetails({ pluginId, nameId }: ActivityDetailsProps) {
  const { text } = useStrings();
  const [open, setOpen] = useState(false);
  const panelId = useId();
  return (
    <div className="border-t border-neutral-200 pt-2 dark:border-neutral-800">
      <button
        type="button"
        aria-expanded={open}
        aria-controls={open ? panelId : undefined}
        aria-describedby={nameId}
        onClick={() => setOpen(!open)}
        className="-ms-1 inline-flex items-center gap-1 rounded px-1 py-0.5 text-xs font-medium text-neutral-600 hover:text-neutral-900 focus-visible:outline focus-visible:outline-2 focus-visible:outline-offset-2 focus-visible:outline-blue-600 dark:text-neutral-400 dark:hover:text-neutral-100 dark:focus-visible:outline-blue-400"
      >
        <svg
          aria-hidden="true"
          viewBox="0 0 12 12"
          className={`h-3 w-3 transition-transform motion-reduce:transition-none ${open ? 'rotate-90' : 'rtl:rotate-180'}`}
        >
          <path d="m4.5 3 3 3-3 3" fill="none" stroke="currentColor" strokeWidth="1.5" />
        </svg>
        {text('activity.title')}
      </button>
      {open && (
        <div id={panelId} className="mt-1.5">
          <Figures pluginId={pluginId} />
        </div>
      )}
    </div>
  );
}

/** No live region: figures that are read out each second would drown everything else. */
function Figures({ pluginId }: { readonly pluginId: string }) {
  const { text, locale } = useStrings();
  const activity = useActivity(pluginId);
  if (!activity || (activity.calls === 0 && activity.crashes === 0 && activity.bytesReceived === 0)) {
    return <p className="text-xs text-neutral-600 dark:text-neutral-400">{text('activity.none')}</p>;
  }
  const time = (value: number | undefined) => {
    if (value === undefined) return text('activity.unknown');
    const words = milliseconds(Math.max(value, SHORTEST), locale);
    return value < SHORTEST ? text('activity.under', { value: words }) : words;
  };
  const { calls, callsLastMinute: recent, errors, p50, p95, bytesReceived, heartbeatLag, crashes } = activity;
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-0.5 text-xs tabular-nums">
      <Figure label={text('activity.calls')}>{text('activity.calls.value', { calls, recent })}</Figure>
      <Figure label={text('activity.errors')} bad={errors > 0}>
        {errors.toLocaleString(locale)}
      </Figure>
      <Figure label={text('activity.p50')}>{time(p50)}</Figure>
      <Figure label={text('activity.p95')}>{time(p95)}</Figure>
      <Figure label={text('activity.bytes')}>{bytes(bytesReceived, locale)}</Figure>
      {heartbeatLag !== undefined && <Figure label={text('activity.heartbeat')}>{time(heartbeatLag)}</Figure>}
      {crashes > 0 && (
        <Figure label={text('activity.crashes')} bad>
          {crashes.toLocaleString(locale)}
        </Figure>
      )}
    </dl>
  );
}

interface FigureProps {
  readonly label: string;
  readonly bad?: boolean;
  readonly children: ReactNode;
}

function Figure({ label, bad = false, children }: FigureProps) {
  const colour = bad ? 'text-red-700 dark:text-red-400' : 'text-neutral-900 dark:text-neutral-100';
  return (
    <>
      <dt className="text-neutral-600 dark:text-neutral-400">{label}</dt>
      <dd className={colour}>{children}</dd>
    </>
  );
}

function milliseconds(value: number, locale: string): string {
  return value.toLocaleString(locale, {
    style: 'unit',
    unit: 'millisecond',
    maximumFractionDigits: value < 10 ? 1 : 0,
  });
}

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

function bytes(value: number, locale: string): string {
  const power = Math.min(Math.floor(Math.log10(Math.max(value, 1)) / 3), UNITS.length - 1);
  return (value / 1000 ** power).toLocaleString(locale, {
    style: 'unit',
    unit: UNITS[power] ?? 'byte',
    unitDisplay: power === 0 ? 'long' : 'short',
    maximumFractionDigits: power === 0 ? 0 : 1,
  });
}
