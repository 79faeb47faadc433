import type { Counts, FileStatistics, ProjectStatistics } from './statistics.ts';

/** Kinds that are named; the others are added up. */
const NAMED = 5;

/** `4 projects: 3 design, 1 video` */
export function describeProjects({ total, byType }: ProjectStatistics): string {
  return withKinds(many(total, 'project'), byType);
}

/** `12 files, 34.5 kB: 10 .svg, 2 .png` */
export function describeFiles({ total, byExtension, bytes, isPartial }: FileStatistics): string {
  const kinds = byExtension.map(([name, count]) => [name || 'without extension', count] as const);
  return withKinds(`${isPartial ? 'More than ' : ''}${many(total, 'file')}, ${formatBytes(bytes)}`, kinds);
}

export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  // 999.95 would be shown as 1000.0.
  while (unit < units.length - 1 && value >= (unit === 0 ? 1000 : 999.95)) {
    value /= 1000;
    unit++;
  }
  return `${unit === 0 ? value : value.toFixed(1)} ${units[unit]}`;
}

function withKinds(text: string, kinds: Counts): string {
  if (kinds.length === 0) return text;
  const named = kinds.slice(0, NAMED).map(([name, count]) => `${count} ${name}`);
  const others = kinds.slice(NAMED).reduce((sum, [, count]) => sum + count, 0);
  return `${text}: ${[...named, ...(others > 0 ? [`${others} others`] : [])].join(', ')}`;
}

function many(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
