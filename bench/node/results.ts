import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { marketplaceTable } from '../marketplace/marketplace-table.ts';
import type { MarketplaceRow } from '../marketplace/measure-marketplace.ts';
import type { ContributionRow } from './measure-contributions.ts';
import type { DenialRow } from './measure-denial.ts';
import type { Size } from './measure-sizes.ts';
import {
  contributionTable,
  denialTable,
  noteList,
  peerTable,
  rowTable,
  sizeTable,
  variantTable,
} from './report.ts';
import type { Row } from './row.ts';

export interface Results {
  engine: string;
  /** ISO 8601. */
  date: string;
  rows: Row[];
  sizes: { ours: Size[]; peers: Size[] };
  denials: DenialRow[];
  contributions: ContributionRow[];
  marketplace: MarketplaceRow[];
}

const FOLDER = 'bench/results';
const DOCUMENT = 'docs/performance.md';
/** What stands between these lines of the document is replaced by each full run. */
const [BEGIN, END] = ['<!-- last run: begin -->', '<!-- last run: end -->'];

/** Everything that was measured, as Markdown that reads well in a terminal. */
export function describeResults({ rows, sizes, denials, contributions, marketplace }: Results): string {
  return [
    ...(rows.length > 0 ? [rowTable(rows), noteList(rows), variantTable(rows), peerTable(rows)] : []),
    ...(sizes.ours.length > 0 ? [sizeTable(sizes)] : []),
    ...(denials.length > 0 ? [denialTable(denials)] : []),
    ...(contributions.length > 0 ? [contributionTable(contributions)] : []),
    ...(marketplace.length > 0 ? [marketplaceTable(marketplace)] : []),
  ]
    .filter(Boolean)
    .join('\n\n');
}

/** Writes `bench/results/*.json` and the last run into the document. */
export function writeResults(root: string, results: Results): void {
  const { engine, date, rows, sizes, denials, contributions, marketplace } = results;
  mkdirSync(join(root, FOLDER), { recursive: true });
  writeFileSync(join(root, FOLDER, 'rpc.json'), stringify({ engine, date, rows, sizes }));
  writeFileSync(join(root, FOLDER, 'denial.json'), stringify({ engine, date, rows: denials }));
  writeFileSync(join(root, FOLDER, 'contributions.json'), stringify({ engine, date, rows: contributions }));
  writeFileSync(join(root, FOLDER, 'marketplace.json'), stringify({ engine, date, rows: marketplace }));

  const path = join(root, DOCUMENT);
  const text = readFileSync(path, 'utf8');
  const [head, tail] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (head < 0 || tail < head)
    throw new Error(`${DOCUMENT} has no place for the last run: ${BEGIN} … ${END}`);
  const section = `${BEGIN}\n\n${date.slice(0, 10)}, ${engine}.\n\n${describeResults(results)}\n\n`;
  writeFileSync(path, text.slice(0, head) + section + text.slice(tail));
}

/** Four digits are more than a run can tell. Pairs of numbers stay on their line, as the formatter wants them. */
function stringify(value: object): string {
  const rounded = (_: string, item: unknown) =>
    typeof item === 'number' ? Number(item.toPrecision(4)) : item;
  const text = JSON.stringify(value, rounded, 2);
  return `${text.replace(/\[\s+([-\d.e]+),\s+([-\d.e]+)\s+\]/g, '[$1, $2]')}\n`;
}
