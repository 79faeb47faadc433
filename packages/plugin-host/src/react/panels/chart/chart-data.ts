import { plainText } from '../../ui/plain-text.ts';
import type { CheckedProps } from '../element-props.ts';
import { chartColor } from './chart-colors.ts';

export interface ChartSeries {
  readonly name: string;
  readonly values: readonly number[];
  readonly color: string;
}

/** What a chart shows, with words and colours for all of it. */
export interface ChartData {
  readonly labels: readonly string[];
  readonly series: readonly ChartSeries[];
}

const MAX_NAME = 60;
/** Beyond, sums and differences are no numbers any more. */
const MAX_VALUE = 1e300;

/** Labels that are missing are numbers. */
export function chartData({ labels = [], series = [] }: CheckedProps<'Chart'>): ChartData {
  const length = series.reduce((most, { values }) => Math.max(most, values.length), labels.length);
  return {
    labels: Array.from({ length }, (_, at) => plainText(labels[at] ?? String(at + 1), MAX_NAME)),
    series: series.map(({ name, values, color }, index) => ({
      name: plainText(name, MAX_NAME),
      values: values.map((value) => Math.min(Math.max(value, -MAX_VALUE), MAX_VALUE)),
      color: chartColor(index, color),
    })),
  };
}
