import type { FluxStudioAPI } from '@fluxstudio/plugin-sdk';
import type { Shape } from './studio.ts';

export type Project = Awaited<ReturnType<FluxStudioAPI['projects']['getAll']>>[number];
export type FileEntry = Awaited<ReturnType<FluxStudioAPI['files']['list']>>[number];

/** What a chart shows: a number for each label. */
export interface ChartReport {
  readonly type: 'bar' | 'line' | 'pie';
  readonly label: string;
  readonly labels: readonly string[];
  readonly series: readonly { readonly name: string; readonly values: readonly number[] }[];
}

export interface Column {
  readonly id: string;
  readonly label: string;
  readonly align?: 'start' | 'end';
  /** Pixels. */
  readonly width?: number;
}

export interface Row {
  readonly id: string;
  readonly cells: Readonly<Record<string, string | number>>;
}

/** What one tab shows. */
export interface Report {
  readonly summary: string;
  readonly charts: readonly [ChartReport, ChartReport];
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
}

/** Slices and bars of a chart. What has the fewest comes together as “other”. */
const MOST_LABELS = 8;

export function reportBoard(shapes: readonly Shape[]): Report {
  const colors = totals(shapes, ({ color }) => color.toLowerCase());
  return {
    summary: amount(shapes.length, 'shape'),
    charts: [
      chart(
        'pie',
        'Shapes by kind',
        'Shapes',
        totals(shapes, ({ kind }) => kind),
      ),
      chart('bar', 'Shapes by colour', 'Shapes', colors),
    ],
    columns: [
      { id: 'color', label: 'Colour', width: 76 },
      { id: 'shapes', label: 'Shapes', align: 'end', width: 72 },
      { id: 'area', label: 'Area, px²', align: 'end', width: 88 },
    ],
    rows: colors.map(([color, count]) => {
      const area = shapes
        .filter((shape) => shape.color.toLowerCase() === color)
        .reduce((sum, { width, height }) => sum + width * height, 0);
      return { id: color, cells: { color, shapes: count, area: Math.round(area) } };
    }),
  };
}

export function reportFiles(files: readonly FileEntry[]): Report {
  const kind = ({ name }: FileEntry) => extensionOf(name);
  const bytes = files.reduce((sum, { size = 0 }) => sum + size, 0);
  return {
    summary: `${amount(files.length, 'file')}, ${bytes} bytes`,
    charts: [
      chart('pie', 'Files by type', 'Files', totals(files, kind)),
      chart(
        'bar',
        'Bytes by type',
        'Bytes',
        totals(files, kind, ({ size = 0 }) => size),
      ),
    ],
    columns: [
      { id: 'path', label: 'File' },
      { id: 'type', label: 'Type', width: 64 },
      { id: 'size', label: 'Bytes', align: 'end', width: 72 },
    ],
    rows: files.map(({ path, name, size = 0 }, index) => ({
      id: `${index}`,
      cells: { path, type: extensionOf(name), size },
    })),
  };
}

export function reportProjects(projects: readonly Project[]): Report {
  return {
    summary: amount(projects.length, 'project'),
    charts: [
      growth(projects.map(({ createdAt }) => createdAt)),
      chart(
        'bar',
        'Projects by type',
        'Projects',
        totals(projects, ({ type }) => type),
      ),
    ],
    columns: [
      { id: 'name', label: 'Project' },
      { id: 'type', label: 'Type' },
      { id: 'created', label: 'Created' },
    ],
    rows: projects.map(({ id, name, type, createdAt }) => ({
      id: id.slice(0, 200),
      cells: { name, type, created: createdAt.slice(0, 10) },
    })),
  };
}

/** The same rows by a column: numbers by size, texts by the alphabet. Equal ones stay as they were. */
export function sortRows(rows: readonly Row[], column: string, descending: boolean): Row[] {
  const by = (one: Row, other: Row) => {
    const [left = '', right = ''] = [one.cells[column], other.cells[column]];
    if (typeof left === 'number' && typeof right === 'number') return left - right;
    return String(left).localeCompare(String(right));
  };
  return [...rows].sort((one, other) => (descending ? by(other, one) : by(one, other)));
}

type Totals = readonly (readonly [name: string, total: number])[];

/** What things of a name come to, those with the most first. */
function totals<T>(
  things: readonly T[],
  nameOf: (thing: T) => string,
  weigh: (thing: T) => number = () => 1,
): Totals {
  const sums = new Map<string, number>();
  for (const thing of things) {
    const name = nameOf(thing);
    sums.set(name, (sums.get(name) ?? 0) + weigh(thing));
  }
  return [...sums].sort(([one, ones], [other, others]) => others - ones || one.localeCompare(other));
}

function chart(type: 'bar' | 'pie', label: string, name: string, all: Totals): ChartReport {
  const shown = all.length > MOST_LABELS ? all.slice(0, MOST_LABELS - 1) : all;
  const rest = all.slice(shown.length).reduce((sum, [, total]) => sum + total, 0);
  const entries = shown.length < all.length ? [...shown, ['other', rest] as const] : shown;
  return {
    type,
    label,
    labels: entries.map(([entry]) => entry),
    series: [{ name, values: entries.map(([, total]) => total) }],
  };
}

/** How many there were at the end of each month, from the first one on. */
function growth(dates: readonly string[]): ChartReport {
  const months = totals(dates, (date) => date.slice(0, 7)).toSorted(([one], [other]) =>
    one.localeCompare(other),
  );
  let sum = 0;
  const values = months.map(([, count]) => (sum += count));
  return {
    type: 'line',
    label: 'Projects over time',
    labels: months.map(([month]) => month),
    series: [{ name: 'Projects', values }],
  };
}

/** A name that begins with its only dot has none. */
function extensionOf(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(dot).toLowerCase() : 'none';
}

function amount(count: number, thing: string): string {
  return count === 1 ? `1 ${thing}` : `${count} ${thing}s`;
}
