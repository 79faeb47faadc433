import { measureMarketplaceRows } from '../marketplace/measure-marketplace.ts';
import { measurePanelRows } from '../panels/measure-panels.ts';
import { PANEL_ROW_IDS } from '../panels/panel-targets.ts';
import { createBench } from './bench.ts';
import { measureContributionRows } from './measure-contributions.ts';
import { measureCpuRows } from './measure-cpu.ts';
import { measureDenials } from './measure-denial.ts';
import { measureMemoryRows } from './measure-memory.ts';
import { measureRpcRows } from './measure-rpc.ts';
import { measureSizes } from './measure-sizes.ts';
import { measureStarts } from './measure-start.ts';
import { measureStorageRow } from './measure-storage.ts';
import { describeResults, type Results, writeMarketplace, writePanels, writeResults } from './results.ts';
import type { Row } from './row.ts';
import { createSettings } from './settings.ts';
import { ROW_IDS } from './targets.ts';
import type { Tools } from './tools.ts';

export interface MainOptions {
  quick: boolean;
  /** Ids of rows, `denial`, `sizes`, `contributions`, `marketplace`, `panels`; none means all. */
  rows: string[];
}

/** Measures what is asked for, prints it and, after a full run, writes it down. */
export async function main(tools: Tools, { quick, rows: names }: MainOptions): Promise<void> {
  const bench = await createBench(tools, createSettings(quick, names));
  const interrupt = () => void bench.close().finally(() => process.exit(130));
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  try {
    const { engine } = bench.browser;
    const date = new Date().toISOString();
    console.log(`${engine}, ${date}${quick ? ', quick: figures mean nothing' : ''}\n`);
    const sizes = await measureSizes(bench, tools);
    const rows: Row[] = [
      ...(await measureRpcRows(bench)),
      ...(await measureCpuRows(bench)),
      ...(await measureStarts(bench)),
      ...(await measureStorageRow(bench)),
      ...(await measureMemoryRows(bench)),
    ].toSorted((a, b) => ROW_IDS.indexOf(a.id) - ROW_IDS.indexOf(b.id));
    const denials = await measureDenials(bench);
    const contributions = await measureContributionRows(bench);
    const marketplace = await measureMarketplaceRows(bench, tools);
    const panels = await measurePanelRows(bench, tools);

    const results: Results = { engine, date, rows, sizes, denials, contributions, marketplace, panels };
    console.log(`\n${describeResults(results)}`);
    if (!quick && names.length === 0) writeResults(tools.root, results);
    else if (!quick) {
      if (panels.length === PANEL_ROW_IDS.length) writePanels(tools.root, results);
      if (marketplace.length > 0) writeMarketplace(tools.root, results);
    }
  } finally {
    await bench.close();
  }
}
