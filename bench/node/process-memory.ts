import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** Whether the system can tell how much memory a process has for itself: Linux only. */
export const canMeasureMemory = (): boolean => existsSync('/proc/self/smaps_rollup');

/** Kilobytes of a process and all that descend from it; pages that several share are counted once, divided among them. */
export function treeMemory(root: number): number {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    const id = Number(name);
    if (!Number.isInteger(id)) continue;
    const parent = parentOf(id);
    if (parent !== undefined) children.set(parent, [...(children.get(parent) ?? []), id]);
  }
  const sum = (id: number): number =>
    (children.get(id) ?? []).reduce((total, child) => total + sum(child), proportionalSize(id));
  return sum(root);
}

function parentOf(id: number): number | undefined {
  // The name in parentheses may hold spaces and parentheses itself.
  const [, parent] = /^.*\) \S (\d+)/s.exec(read(`/proc/${id}/stat`)) ?? [];
  return parent === undefined ? undefined : Number(parent);
}

function proportionalSize(id: number): number {
  const [, kilobytes] = /^Pss:\s+(\d+) kB/m.exec(read(`/proc/${id}/smaps_rollup`)) ?? [];
  return Number(kilobytes ?? 0);
}

/** A process may end at any moment. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
