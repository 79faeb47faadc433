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
  /** Panels beside remote-dom. */
  panels: Row[];
}

const FOLDER = 'bench/results';
const DOCUMENT = 'docs/performance.md';

/** Everything that was measured, as Markdown that reads well in a terminal. */
export function describeResults(results: Results): string {
  const { rows, sizes, denials, contributions, marketplace, panels } = results;
  return [
    ...(rows.length > 0 ? [rowTable(rows), noteList(rows), variantTable(rows), peerTable(rows)] : []),
    ...(sizes.ours.length > 0 ? [sizeTable(sizes)] : []),
    ...(denials.length > 0 ? [denialTable(denials)] : []),
    ...(contributions.length > 0 ? [contributionTable(contributions)] : []),
    ...(marketplace.length > 0 ? [marketplaceTable(marketplace)] : []),
    ...(panels.length > 0 ? [describePanels(panels)] : []),
  ]
    .filter(Boolean)
    .join('\n\n');
}

function describePanels(panels: readonly Row[]): string {
  return [rowTable(panels), noteList(panels), variantTable(panels)].filter(Boolean).join('\n\n');
}

/** Writes `bench/results/*.json` and the last run into the document. */
export function writeResults(root: string, results: Results): void {
  const { engine, date, rows, sizes, denials, contributions } = results;
  mkdirSync(join(root, FOLDER), { recursive: true });
  writeFileSync(join(root, FOLDER, 'rpc.json'), stringify({ engine, date, rows, sizes }));
  writeFileSync(join(root, FOLDER, 'denial.json'), stringify({ engine, date, rows: denials }));
  writeFileSync(join(root, FOLDER, 'contributions.json'), stringify({ engine, date, rows: contributions }));
  writeSection(root, 'last run', results, describeResults({ ...results, panels: [] }));
  writeMarketplace(root, results);
  writePanels(root, results);
}

/** It can be measured alone. */
export function writeMarketplace(root: string, { engine, date, marketplace }: Results): void {
  writeFileSync(join(root, FOLDER, 'marketplace.json'), stringify({ engine, date, rows: marketplace }));
}

/** They can be measured alone: they are written whenever all of them were. */
export function writePanels(root: string, results: Results): void {
  const { engine, date, panels } = results;
  writeFileSync(join(root, FOLDER, 'ui.json'), stringify({ engine, date, rows: panels }));
  writeSection(root, 'panels', results, describePanels(panels));
}

/** Replaces what stands in the document between the two lines of that name. */
function writeSection(root: string, name: string, { engine, date }: Results, content: string): void {
  const [begin, end] = [`<!-- ${name}: begin -->`, `<!-- ${name}: end -->`];
  const path = join(root, DOCUMENT);
  const text = readFileSync(path, 'utf8');
  const [head, tail] = [text.indexOf(begin), text.indexOf(end)];
  if (head < 0 || tail < head) throw new Error(`${DOCUMENT} has no place for its figures: ${begin} … ${end}`);
  const section = `${begin}\n\n${date.slice(0, 10)}, ${engine}.\n\n${content}\n\n`;
  writeFileSync(path, text.slice(0, head) + section + text.slice(tail));
}

/** Four digits are more than a run can tell. Pairs of numbers stay on their line, as the formatter wants them. */
function stringify(value: object): string {
  const rounded = (_: string, item: unknown) =>
    typeof item === 'number' ? Number(item.toPrecision(4)) : item;
  const text = JSON.stringify(value, rounded, 2);
  return `${text.replace(/\[\s+([-\d.e]+),\s+([-\d.e]+)\s+\]/g, '[$1, $2]')}\n`;
}
