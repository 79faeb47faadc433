import { MOST_MARKS } from '../../../panels/chart-limits.ts';
import { type ChartData, drawnValues } from './chart-data.ts';
import { chartScale } from './chart-scale.ts';

export interface AxisChartProps {
  readonly data: ChartData;
  readonly type: 'line' | 'bar';
  readonly width: number;
  readonly height: number;
  readonly locale: string;
}

const TOP = 8;
const BOTTOM = 22;
const END = 4;
/** Pixels that a step of the axis takes, a label at most, and a letter. */
const TICK_ROOM = 44;
const MAX_LABEL = 80;
const LETTER = 6.5;
/** From here on there is no short word. */
const HUGE = 1e15;

/** Lines or bars over labels, with zero in sight. */
export function AxisChart({ data, type, width, height, locale }: AxisChartProps) {
  const { labels, series } = data;
  const bottom = height - BOTTOM;
  const scale = chartScale(
    series.flatMap(({ values }) => values),
    (bottom - TOP) / TICK_ROOM,
  );
  const isHuge = Math.max(scale.max, -scale.min) >= HUGE;
  const format = new Intl.NumberFormat(locale, {
    notation: isHuge ? 'scientific' : 'compact',
    maximumFractionDigits: 2,
  });
  const { format: exact } = new Intl.NumberFormat(locale);
  const ticks = scale.ticks.map((value) => ({ value, text: format.format(value) }));
  const start = 8 + LETTER * Math.max(...ticks.map(({ text }) => text.length));
  const room = Math.max(width - start - END, 1);
  const band = room / Math.max(labels.length, 1);

  const y = (value: number) => TOP + ((scale.max - value) / (scale.max - scale.min)) * (bottom - TOP);
  const middle = (at: number) => start + (at + 0.5) * band;
  const longest = labels.reduce((most, { length }) => Math.max(most, length), 0);
  const labelRoom = Math.min(LETTER * longest + 8, MAX_LABEL);
  const every = Math.ceil((labels.length * labelRoom) / room) || 1;
  const letters = Math.max(3, Math.floor((band * every) / LETTER) - 1);

  return (
    <>
      {ticks.map(({ value, text }) => (
        <g key={value}>
          <line
            x1={start}
            x2={width - END}
            y1={y(value)}
            y2={y(value)}
            className={
              value === 0
                ? 'stroke-neutral-400 dark:stroke-neutral-500'
                : 'stroke-neutral-200 dark:stroke-neutral-800'
            }
          />
          <text x={start - 6} y={y(value) + 3.5} textAnchor="end" className={AXIS_TEXT}>
            {text}
          </text>
        </g>
      ))}
      {labels.map((label, at) =>
        at % every === 0 ? (
          <text key={at} x={middle(at)} y={height - 6} textAnchor="middle" className={AXIS_TEXT}>
            {label.length > letters ? `${label.slice(0, letters - 1)}…` : label}
          </text>
        ) : null,
      )}
      {type === 'bar' ? (
        <Bars data={data} band={band} start={start} y={y} format={exact} />
      ) : (
        <Lines data={data} x={middle} y={y} format={exact} />
      )}
    </>
  );
}

const AXIS_TEXT = 'fill-neutral-600 text-[11px] tabular-nums dark:fill-neutral-400';

interface BarsProps {
  readonly data: ChartData;
  readonly band: number;
  readonly start: number;
  y(value: number): number;
  format(value: number): string;
}

function Bars({ data: { labels, series }, band, start, y, format }: BarsProps) {
  const group = band * 0.72;
  const width = Math.min(group / Math.max(series.length, 1), 48);
  const offset = (band - width * series.length) / 2;
  const bar = Math.max(width - 1, 0.5);
  const zero = y(0).toFixed(1);
  const x = (at: number, of: number) => start + at * band + offset + of * width;
  const bars = (values: readonly number[], of: number) => {
    const drawn = drawnValues(values, series.length);
    // One stands for those beside it that are left out.
    const wide = drawn.length < values.length ? (group * values.length) / drawn.length : bar;
    const rest = `h${wide.toFixed(1)}V${zero}`;
    return drawn
      .map((at) => `M${x(at, of).toFixed(1)} ${zero}V${y(values[at] ?? 0).toFixed(1)}${rest}`)
      .join('');
  };
  return series.map(({ values, color, name }, of) =>
    values.length > MOST_MARKS ? (
      <path key={of} fill={color} d={bars(values, of)} />
    ) : (
      <g key={of} fill={color}>
        {values.map((value, at) => (
          <rect
            key={at}
            x={x(at, of)}
            y={Math.min(y(value), y(0))}
            width={bar}
            height={Math.abs(y(value) - y(0))}
            rx={Math.min(2, width / 4)}
          >
            <title>{`${labels[at]} – ${name}: ${format(value)}`}</title>
          </rect>
        ))}
      </g>
    ),
  );
}

interface LinesProps {
  readonly data: ChartData;
  x(at: number): number;
  y(value: number): number;
  format(value: number): string;
}

function Lines({ data: { labels, series }, x, y, format }: LinesProps) {
  return series.map(({ values, color, name }, of) => (
    <g key={of} fill={color} stroke={color}>
      <polyline
        points={drawnValues(values, series.length)
          .map((at) => `${x(at).toFixed(1)},${y(values[at] ?? 0).toFixed(1)}`)
          .join(' ')}
        fill="none"
        strokeWidth="2"
        strokeLinejoin="round"
        strokeLinecap="round"
      />
      {values.length <= MOST_MARKS &&
        values.map((value, at) => (
          <circle key={at} cx={x(at)} cy={y(value)} r="2.5">
            <title>{`${labels[at]} – ${name}: ${format(value)}`}</title>
          </circle>
        ))}
    </g>
  ));
}
