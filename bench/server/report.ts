import type { Comparison } from '../node/row.ts';
import type { ServerRow, Unmeasured } from './row.ts';
import { type ServerRowId, targetOf } from './targets.ts';

export interface ServerResults {
  /** Such as `Node 22.23.2, PostgreSQL 18.4`. */
  engine: string;
  /** ISO 8601. */
  date: string;
  rows: ServerRow[];
  unmeasured: Unmeasured[];
}

const number = (value: number): string => {
  if (value >= 100) return value.toFixed(0);
  return value >= 10 ? value.toFixed(1) : value.toPrecision(3);
};

const ratio = (value: number): string => `${value < 0.1 ? value.toFixed(4) : value.toFixed(2)}×`;

const interval = ([low, high]: Comparison['interval']): string => `${ratio(low)} – ${ratio(high)}`;

const goal = (id: ServerRowId, value: number | undefined): string => {
  if (value === undefined) return '';
  return `≤ ${targetOf(id).of === 'ratio' ? ratio(value) : value}`;
};

/** A tie is neither: the target lies within the interval. */
function verdict({ id, met, stretchMet, target, interval: [low, high] }: ServerRow): string {
  if (stretchMet) return 'stretch';
  if (met) return 'met';
  return targetOf(id).of === 'ratio' && low <= target && target <= high ? 'tie' : 'MISSED';
}

function table(head: readonly string[], lines: readonly (readonly string[])[]): string {
  if (lines.length === 0) return '';
  const widths = head.map((title, column) =>
    Math.max(title.length, ...lines.map((line) => line[column]?.length ?? 0)),
  );
  const format = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [
    format(head),
    `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`,
    ...lines.map(format),
  ].join('\n');
}

function rowTable({ rows, unmeasured }: ServerResults): string {
  return table(
    ['row', 'ours', 'peer', 'ratio', '95% interval', 'target', 'stretch', 'result'],
    [
      ...rows.map((row) => [
        targetOf(row.id).title,
        `${number(row.ours)} ${row.unit}`,
        `${number(row.peer)} ${targetOf(row.id).peer}`,
        ratio(row.ratio),
        interval(row.interval),
        goal(row.id, row.target),
        goal(row.id, row.stretch),
        verdict(row),
      ]),
      ...unmeasured.map(({ id }) => [targetOf(id).title, '', '', '', '', '', '', 'NOT MEASURED']),
    ],
  );
}

function contenderTable(rows: readonly ServerRow[]): string {
  const optional = (value: number | undefined): string => (value === undefined ? '' : number(value));
  return table(
    ['contender', 'median', 'of peer', 'p50 ms', 'p99 ms', 'PostgreSQL µs', 'rows read'],
    rows.flatMap(({ id, unit, peer, peers, latency, database, rowsRead }) =>
      Object.entries(peers).map(([name, value]) => [
        `${targetOf(id).title}: ${name}`,
        `${number(value)} ${unit}`,
        ratio(value / peer),
        optional(latency?.[name]?.p50),
        optional(latency?.[name]?.p99),
        optional(database?.[name]),
        optional(rowsRead?.[name]),
      ]),
    ),
  );
}

function variantTable(rows: readonly ServerRow[]): string {
  return table(
    ['also measured', 'ours', 'peer', 'ratio', '95% interval'],
    rows.flatMap(({ id, unit, variants = {} }) =>
      Object.entries(variants).map(([name, comparison]) => [
        `${targetOf(id).title}: ${name}`,
        `${number(comparison.ours)} ${unit}`,
        number(comparison.peer),
        ratio(comparison.ratio),
        interval(comparison.interval),
      ]),
    ),
  );
}

/** Everything that was measured, as Markdown that reads well in a terminal. */
export function describeServerResults(results: ServerResults): string {
  const { rows, unmeasured } = results;
  const notes = rows.flatMap(({ id, note }) => (note ? [`- ${targetOf(id).title}: ${note}.`] : []));
  const missing = unmeasured.map(
    ({ id, reason }) => `- NOT MEASURED, ${targetOf(id).title} (${id}): ${reason}.`,
  );
  return [rowTable(results), missing.join('\n'), notes.join('\n'), variantTable(rows), contenderTable(rows)]
    .filter(Boolean)
    .join('\n\n');
}
