import type { Connection } from '../shared/connection.ts';
import type { IsolationKind } from '../shared/isolation.ts';
import type { Workload } from '../shared/workload.ts';
import { connectContenders } from './contenders.ts';

let contenders: Map<string, Connection>;

export async function prepareHostCpu(kind: IsolationKind, names: string[]): Promise<void> {
  contenders = await connectContenders(kind, names);
}

/** Lets a contender's worker call the page, so that whoever watches the page sees what that costs it. */
export async function runFromWorker(name: string, workload: Workload, blocks: number): Promise<void> {
  const connection = contenders.get(name);
  if (!connection) throw new Error(`${name} is not connected`);
  for (let block = 0; block < blocks; block++) await connection.run(workload);
}
