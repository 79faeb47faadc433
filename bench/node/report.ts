import type { ContributionRow } from './measure-contributions.ts';
import { DENIAL_GOAL, type DenialRow } from './measure-denial.ts';
import type { Size } from './measure-sizes.ts';
import { type Comparison, OURS, type Row } from './row.ts';
import { TARGETS } from './targets.ts';

const number = (value: number): string => {
  if (value >= 100) return value.toFixed(0);
  return value >= 10 ? value.toFixed(1) : value.toPrecision(3);
};

const ratio = (value: number): string => `${value < 0.1 ? value.toFixed(3) : value.toFixed(2)}×`;

const interval = ([low, high]: Comparison['interval']): string => `${ratio(low)} – ${ratio(high)}`;

/** A tie is neither: the target lies within the interval. */
function verdict({ met, stretchMet, target, interval: [low, high] }: Row): string {
  if (stretchMet) return 'stretch';
  if (met) return 'met';
  return low <= target && target <= high ? 'tie' : 'MISSED';
}

export function table(head: readonly string[], lines: readonly (readonly string[])[]): string {
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

export function rowTable(rows: readonly Row[]): string {
  return table(
    ['row', 'isolation', 'ours', 'peer', 'ratio', '95% interval', 'target', 'stretch', 'result'],
    rows.map((row) => [
      `${TARGETS[row.id].title}${row.direction ? `, ${row.direction}` : ''}`,
      row.isolation ?? '',
      `${number(row.ours)} ${row.unit}`,
      `${number(row.peer)} ${TARGETS[row.id].peer}`,
      ratio(row.ratio),
      interval(row.interval),
      ratio(row.target),
      ratio(row.stretch),
      verdict(row),
    ]),
  );
}

export function variantTable(rows: readonly Row[]): string {
  const lines = rows.flatMap((row) =>
    Object.entries(row.variants ?? {}).map(([name, comparison]) => [
      `${TARGETS[row.id].title}: ${name}`,
      row.isolation ?? '',
      number(comparison.ours),
      `${number(comparison.peer)} ${TARGETS[row.id].peer}`,
      ratio(comparison.ratio),
      interval(comparison.interval),
    ]),
  );
  return lines.length === 0
    ? ''
    : table(['also measured', 'isolation', 'ours', 'peer', 'ratio', '95% interval'], lines);
}

const LIBRARIES = [
  'ours',
  'our-rpc-alone',
  'raw',
  'comlink',
  'penpal',
  'birpc',
  'quilted-threads',
  'capnweb',
] as const;

/** The rows that were measured with several libraries. */
export function peerTable(rows: readonly Row[]): string {
  const measured = rows.filter(({ peers }) => 'our-rpc-alone' in peers);
  if (measured.length === 0) return '';
  return table(
    ['medians in ms', 'isolation', ...LIBRARIES],
    measured.map(({ id, isolation, direction, peers }) => [
      `${TARGETS[id].title}${direction ? `, ${direction}` : ''}`,
      isolation ?? '',
      ...LIBRARIES.map((name) => (peers[name] === undefined ? '–' : number(peers[name]))),
    ]),
  );
}

/** What the rows' figures do not say, each once. */
export function noteList(rows: readonly Row[]): string {
  const notes = new Map<string, string>();
  for (const { id, isolation, note } of rows) {
    if (!note) continue;
    const other = rows.find((row) => row.id === id && row.isolation !== isolation);
    notes.set(note, `${TARGETS[id].title}${other && other.note !== note ? ` (${isolation})` : ''}`);
  }
  return [...notes].map(([note, title]) => `- ${title}: ${note}.`).join('\n');
}

export function sizeTable({ ours, peers }: { ours: readonly Size[]; peers: readonly Size[] }): string {
  return table(
    ['min+gzip', 'KB', 'lazy', 'target', 'stretch', 'note'],
    [...ours, ...peers].map(({ name, size, lazy, target, stretch, note }) => [
      name,
      size.toFixed(2),
      lazy?.toFixed(2) ?? '',
      target?.toFixed(1) ?? '',
      stretch?.toFixed(1) ?? '',
      note ?? '',
    ]),
  );
}

export function denialTable(rows: readonly DenialRow[]): string {
  const goal = `≥ ${DENIAL_GOAL.share * 100}%, task ≤ ${DENIAL_GOAL.longestTask} ms`;
  return table(
    ['attack', 'isolation', 'frames/s', 'of idle', 'longest task', 'longest pause', goal, 'outcome'],
    rows.map((row) => [
      row.attack,
      row.isolation,
      row.rate.toFixed(0),
      `${(row.share * 100).toFixed(0)}%`,
      `${row.longestTask.toFixed(0)} ms`,
      `${row.longestPause.toFixed(0)} ms`,
      row.met ? 'met' : 'MISSED',
      row.outcome,
    ]),
  );
}

export function contributionTable(rows: readonly ContributionRow[]): string {
  return table(
    [
      '1,000 contributions of 100 plugins',
      'ours',
      '95% interval',
      'beside',
      'ratio',
      '95% interval',
      'worked out',
    ],
    rows.map((row) => [
      row.title,
      `${number(row.ours)} ${row.unit}`,
      row.oursInterval.map(number).join(' – '),
      row.peer === undefined
        ? ''
        : `${number(row.peer)} ${Object.keys(row.peers).find((name) => name !== OURS) ?? ''}`,
      row.ratio === undefined ? '' : ratio(row.ratio),
      row.interval === undefined ? '' : interval(row.interval),
      row.evaluated ? Object.values(row.evaluated).join(' / ') : '',
    ]),
  );
}
