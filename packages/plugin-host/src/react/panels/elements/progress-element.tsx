import { useId } from 'react';
import { useStrings } from '../../strings/use-strings.tsx';
import { PluginText } from '../../ui/plugin-text.tsx';
import type { ElementProps } from '../element-map.ts';
import { propsOf } from '../element-props.ts';

export function ProgressElement(element: ElementProps) {
  const { value, label } = propsOf('Progress', element);
  const { text, locale } = useStrings();
  const id = useId();
  const isKnown = value !== undefined;
  return (
    <div className="flex min-w-0 flex-col gap-1">
      {label !== undefined && (
        <div className="flex items-baseline gap-2 text-[13px]">
          <span id={id} className="min-w-0 flex-1">
            <PluginText text={label} truncate />
          </span>
          {isKnown && (
            <span aria-hidden="true" className="text-xs tabular-nums text-neutral-600 dark:text-neutral-400">
              {(value / 100).toLocaleString(locale, { style: 'percent' })}
            </span>
          )}
        </div>
      )}
      <div
        role="progressbar"
        aria-labelledby={label === undefined ? undefined : id}
        aria-label={label === undefined ? text('panel.progress') : undefined}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={isKnown ? Math.round(value) : undefined}
        className="h-1.5 overflow-hidden rounded-full bg-neutral-200 forced-colors:border dark:bg-neutral-800"
      >
        <div
          className={`h-full rounded-full bg-neutral-900 forced-colors:bg-[CanvasText] dark:bg-neutral-100 ${isKnown ? 'transition-[width] motion-reduce:transition-none' : 'mx-auto motion-safe:animate-pulse'}`}
          style={{ width: isKnown ? `${value}%` : '40%' }}
        />
      </div>
    </div>
  );
}
