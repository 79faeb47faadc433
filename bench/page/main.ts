import { measureContributions } from './contributions.ts';
import { attackNames, measureDenial } from './denial.ts';
import { prepareHostCpu, runFromWorker } from './host-cpu.ts';
import { measureRpc } from './rpc.ts';
import { measureStartMany, startPlugins, startRawWorkers } from './start-many.ts';
import { measureStorage } from './storage.ts';
import { measureWarmStart } from './warm-start.ts';

/** What the runner calls in the page, by name. */
const pageApi = {
  attackNames,
  measureContributions,
  measureDenial,
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

export type PageApi = typeof pageApi;

Object.assign(globalThis, { pageApi });
