import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ServerResults } from './report.ts';

const FILE = 'bench/results/server.json';

export function writeServerResults(root: string, results: ServerResults): void {
  const path = join(root, FILE);
  mkdirSync(dirname(path), { recursive: true });
  // Four digits are more than a run can tell. Pairs of numbers stay on their line, as the formatter wants them.
  const rounded = (_: string, item: unknown) =>
    typeof item === 'number' ? Number(item.toPrecision(4)) : item;
  const text = JSON.stringify(results, rounded, 2);
  writeFileSync(path, `${text.replace(/\[\s+([-\d.e]+),\s+([-\d.e]+)\s+\]/g, '[$1, $2]')}\n`);
}
