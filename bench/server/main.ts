import { createServerBench, type ServerBenchOptions } from './bench.ts';
import { createCleanup } from './cleanup.ts';
import { measureBuffers } from './measure-buffers.ts';
import { measureEtag } from './measure-etag.ts';
import { measureList } from './measure-list.ts';
import { measureSearch } from './measure-search.ts';
import { measureStatic } from './measure-static.ts';
import { describeServerResults, type ServerResults } from './report.ts';
import { writeServerResults } from './results.ts';
import type { Measured, ServerRow, Unmeasured } from './row.ts';
import { createServerSettings } from './settings.ts';
import { SERVER_ROW_IDS } from './targets.ts';

export interface ServerMainOptions extends ServerBenchOptions {
  quick: boolean;
  /** Ids of rows; none means all. */
  rows: string[];
}

const MEASUREMENTS = [measureStatic, measureList, measureEtag, measureSearch, measureBuffers];

const LONGEST_RUN = 8 * 60_000;

/** Measures what is asked for, prints it and, after a full run, writes it down. */
export async function main({ quick, rows: names, ...options }: ServerMainOptions): Promise<void> {
  const settings = createServerSettings(quick, names);
  const cleanup = createCleanup();
  const end = (code: number) => void cleanup.run().finally(() => process.exit(code));
  process.once('SIGINT', () => end(130)).once('SIGTERM', () => end(130));
  setTimeout(() => {
    console.error('The benchmark took too long and was given up.');
    end(1);
  }, LONGEST_RUN).unref();
  try {
    const bench = await createServerBench(options, settings, cleanup);
    const date = new Date().toISOString();
    const { engine } = bench;
    console.log(`${engine}, ${date}${quick ? ', quick: figures mean nothing' : ''}`);
    const measured: Measured[] = [];
    for (const measure of MEASUREMENTS) measured.push(...(await measure(bench)));
    measured.sort((a, b) => SERVER_ROW_IDS.indexOf(a.id) - SERVER_ROW_IDS.indexOf(b.id));

    const rows = measured.filter((one): one is ServerRow => !('reason' in one));
    const unmeasured = measured.filter((one): one is Unmeasured => 'reason' in one);
    const results: ServerResults = { engine, date, rows, unmeasured };
    console.log(`\n${describeServerResults(results)}`);
    if (!quick && names.length === 0) writeServerResults(options.root, results);
  } finally {
    await cleanup.run();
  }
}
