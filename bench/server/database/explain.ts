import type { PgClient } from '../modules.ts';
import type { Statement } from './record.ts';

export interface Explained {
  /** Pages of 8 KB that execution looked at, wherever they were. */
  buffers: number;
  /** Those of `buffers` that were spent on looking up bundles. */
  bundleBuffers: number;
  /** Rows that scans touched, those that a filter dropped included. */
  rows: number;
  executionMs: number;
  planningMs: number;
}

/** Runs a statement and says what it took. Clocks are not read for each row, which would be most of the time of a cheap one. */
export async function explain(client: PgClient, { text, values }: Statement): Promise<Explained> {
  const { rows } = await client.query(`EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) ${text}`, [
    ...values,
  ]);
  return parseExplained(rows[0]);
}

/** The sum over statements that belong together. */
export async function explainAll(client: PgClient, statements: readonly Statement[]): Promise<Explained> {
  const sum: Explained = { buffers: 0, bundleBuffers: 0, rows: 0, executionMs: 0, planningMs: 0 };
  for (const statement of statements) {
    const one = await explain(client, statement);
    sum.buffers += one.buffers;
    sum.bundleBuffers += one.bundleBuffers;
    sum.rows += one.rows;
    sum.executionMs += one.executionMs;
    sum.planningMs += one.planningMs;
  }
  return sum;
}

interface PlanNode {
  'Node Type': string;
  'Shared Hit Blocks': number;
  'Shared Read Blocks': number;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  'Rows Removed by Index Recheck'?: number;
  'Relation Name'?: string;
  Plans?: PlanNode[];
}

function parseExplained(row: unknown): Explained {
  const [{ Plan: plan, 'Execution Time': executionMs, 'Planning Time': planningMs }] = (
    row as { 'QUERY PLAN': [{ Plan: PlanNode; 'Execution Time': number; 'Planning Time': number }] }
  )['QUERY PLAN'];
  return {
    buffers: blocks(plan),
    bundleBuffers: blocksOf(plan, 'plugin_blobs'),
    rows: scannedRows(plan),
    executionMs,
    planningMs,
  };
}

/** Those of the nodes below are included. */
const blocks = (node: PlanNode): number => node['Shared Hit Blocks'] + node['Shared Read Blocks'];

function blocksOf(node: PlanNode, relation: string): number {
  if (node['Relation Name'] === relation) return blocks(node);
  return (node.Plans ?? []).reduce((sum, child) => sum + blocksOf(child, relation), 0);
}

function scannedRows(node: PlanNode): number {
  const below = (node.Plans ?? []).reduce((sum, child) => sum + scannedRows(child), 0);
  if (node['Relation Name'] === undefined) return below;
  const perLoop =
    node['Actual Rows'] +
    (node['Rows Removed by Filter'] ?? 0) +
    (node['Rows Removed by Index Recheck'] ?? 0);
  return below + perLoop * node['Actual Loops'];
}
