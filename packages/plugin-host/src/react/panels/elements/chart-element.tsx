import { useMemo, useRef } from 'react';
import { useStrings } from '../../strings/use-strings.tsx';
import { plainText } from '../../ui/plain-text.ts';
import { useWidth } from '../../ui/use-width.ts';
import { AxisChart } from '../chart/axis-chart.tsx';
import { chartData } from '../chart/chart-data.ts';
import { ChartLegend } from '../chart/chart-legend.tsx';
import { ChartTable } from '../chart/chart-table.tsx';
import { PieChart, pieSlices } from '../chart/pie-chart.tsx';
import type { ElementProps } from '../element-map.ts';
import { propsOf } from '../element-props.ts';

/** Pixels, until the width of the panel is known. */
const WIDTH = 320;
const HEIGHT = 200;

export function ChartElement(element: ElementProps) {
  const props = propsOf('Chart', element);
  const { type = 'bar', label, height = HEIGHT } = props;
  const { text, locale } = useStrings();
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box, true) || WIDTH;
  const data = useMemo(() => chartData(props), [props]);
  const name = label ? plainText(label) : text('panel.chart');
  const slices = pieSlices(data, locale);
  const entries = type === 'pie' ? slices : data.series;

  return (
    <figure ref={box} className="relative flex min-w-0 flex-col gap-2">
      {label && (
        <figcaption dir="auto" aria-hidden="true" className="break-words text-[13px] font-medium">
          {name}
        </figcaption>
      )}
      <svg
        aria-hidden="true"
        width={width}
        height={height}
        viewBox={`0 0 ${width} ${height}`}
        // Time and numbers run from left to right.
        direction="ltr"
        className="block max-w-full"
      >
        {type === 'pie' ? (
          <PieChart slices={slices} width={width} height={height} />
        ) : (
          <AxisChart data={data} type={type} width={width} height={height} locale={locale} />
        )}
      </svg>
      {(entries.length > 1 || type === 'pie') && <ChartLegend entries={entries} />}
      <ChartTable name={name} data={data} />
    </figure>
  );
}
