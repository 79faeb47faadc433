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

/** Points of all series together that are told apart on a screen, and drawn in no time. */
const MOST_POINTS = 2_000;

/** Which values of a series are drawn, among so many series: of more than there is room for, the lowest and highest of each stretch. */
export function drawnValues(values: readonly number[], series: number): readonly number[] {
  const stretch = Math.ceil((2 * values.length * series) / MOST_POINTS);
  const all = values.map((_, at) => at);
  if (values.length * series <= MOST_POINTS) return all;
  const valueAt = (at: number) => values[at] ?? 0;
  const drawn: number[] = [];
  for (let from = 0; from < values.length; from += stretch) {
    const part = all.slice(from, from + stretch);
    const low = part.reduce((least, at) => (valueAt(at) < valueAt(least) ? at : least), from);
    const high = part.reduce((most, at) => (valueAt(at) > valueAt(most) ? at : most), from);
    drawn.push(...(low === high ? [low] : [Math.min(low, high), Math.max(low, high)]));
  }
  return drawn;
}
