import { chartColor } from './chart-colors.ts';
import type { ChartData } from './chart-data.ts';

export interface Slice {
  readonly name: string;
  readonly value: number;
  /** Its share. */
  readonly detail: string;
  readonly color: string;
}

export interface PieChartProps {
  readonly slices: readonly Slice[];
  readonly width: number;
  readonly height: number;
}

/** Shares of a whole, from the top and clockwise. */
export function PieChart({ slices, width, height }: PieChartProps) {
  const radius = Math.max(Math.min(width, height) / 2 - 4, 1);
  const [x, y] = [width / 2, height / 2];
  const total = slices.reduce((sum, { value }) => sum + value, 0);
  let done = 0;
  const point = (share: number) => {
    const angle = share * 2 * Math.PI - Math.PI / 2;
    return `${(x + radius * Math.cos(angle)).toFixed(2)} ${(y + radius * Math.sin(angle)).toFixed(2)}`;
  };
  if (!(total > 0)) {
    return <circle cx={x} cy={y} r={radius} className="fill-neutral-200 dark:fill-neutral-800" />;
  }
  return slices.map(({ name, value, detail, color }, index) => {
    const share = value / total;
    const from = done;
    done += share;
    if (share === 0) return null;
    const title = <title>{`${name}: ${detail}`}</title>;
    // A whole circle has no two ends to draw between.
    if (share > 0.9999) {
      return (
        <circle key={index} cx={x} cy={y} r={radius} fill={color}>
          {title}
        </circle>
      );
    }
    const path = `M ${x} ${y} L ${point(from)} A ${radius} ${radius} 0 ${share > 0.5 ? 1 : 0} 1 ${point(done)} Z`;
    return (
      <path key={index} d={path} fill={color} className="stroke-white stroke-1 dark:stroke-neutral-950">
        {title}
      </path>
    );
  });
}

/** The shares of the first series. What is below nothing is none. */
export function pieSlices({ labels, series }: ChartData, locale: string): readonly Slice[] {
  const values = labels.map((_, index) => Math.max(0, series[0]?.values[index] ?? 0));
  const total = values.reduce((sum, value) => sum + value, 0) || 1;
  const share = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  return values.map((value, index) => ({
    name: labels[index] ?? '',
    value,
    detail: share.format(value / total),
    color: chartColor(index),
  }));
}
