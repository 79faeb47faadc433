import type { MeasuredPanels } from '../panels/main.ts';
import { measureContributions } from './contributions.ts';
import { attackNames, measureDenial } from './denial.ts';
import { prepareHostCpu, runFromWorker } from './host-cpu.ts';
import type { InterleaveOptions } from './interleave.ts';
import { measureRpc } from './rpc.ts';
import { measureStartMany, startPlugins, startRawWorkers } from './start-many.ts';
import { measureStorage } from './storage.ts';
import { measureWarmStart } from './warm-start.ts';

/** What the runner calls in the page, by name. */
const pageApi = {
  attackNames,
  measureContributions,
  measureDenial,
  measurePanels,
  measureRpc,
  measureStartMany,
  measureStorage,
  measureWarmStart,
  prepareHostCpu,
  runFromWorker,
  async startPlugins(...args: Parameters<typeof startPlugins>) {
    await startPlugins(...args);
  },
  async startRawWorkers(...args: Parameters<typeof startRawWorkers>) {
    await startRawWorkers(...args);
  },
};

/** In a script of their own: with React and remote-dom in it, every other row would be measured in a heavier page. */
async function measurePanels(options: InterleaveOptions): Promise<MeasuredPanels> {
  const panels: typeof import('../panels/main.ts') = await import(`${location.origin}/panels.js`);
  return panels.measurePanels(options);
}

export type PageApi = typeof pageApi;

Object.assign(globalThis, { pageApi });
