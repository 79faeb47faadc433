import type { Samples } from '../node/row.ts';
import { backendCpu, cpuBetween } from './database/backend-cpu.ts';
import { type Call, type Client, createClient, sendAll } from './load.ts';
import type { PgClient } from './modules.ts';
import type { ServerProcess } from './process.ts';
import { type Details, type Latency, medians } from './row.ts';
import type { Load } from './settings.ts';

/** One way of answering, and what it is asked. */
export interface Lane {
  name: string;
  server: ServerProcess;
  status: number;
  /** The calls of a round: the same for all lanes, so that the same rows are read. */
  calls(round: number): readonly Call[];
  /** Measured less often: no row is about it. */
  side?: boolean;
}

/** Microseconds of the server's CPU time per request, and what else was seen. */
export interface Blocks {
  samples: Samples;
  details: Pick<Details, 'latency' | 'database'>;
}

interface Lanes {
  lanes: readonly Lane[];
  load: Load;
  client: PgClient;
}

/** Measures lanes in turns, every other round in reverse, so that noise of the machine meets all alike. */
export async function measureBlocks({ lanes, load, client }: Lanes): Promise<Blocks> {
  const cpu: Samples = {};
  const database: Samples = {};
  const latencies = new Map<string, number[]>();
  const clients = new Map<string, Client>(lanes.map(({ name, server }) => [name, createClient(server.url)]));
  try {
    const end = performance.now() + load.budget;
    for (let round = -load.warmup; round < load.maxRounds; round++) {
      if (round >= load.minRounds && performance.now() > end) break;
      const turns = lanes.filter(({ side }) => !side || round < load.sideRounds);
      for (const lane of round % 2 === 0 ? turns : turns.toReversed()) {
        const { name, server, status } = lane;
        const calls = lane.calls(round + load.warmup);
        const [cpuBefore, backendsBefore] = [await server.cpu(), await backendCpu(client)];
        const taken = await sendAll(clients.get(name) as Client, calls, status);
        const [cpuAfter, backendsAfter] = [await server.cpu(), await backendCpu(client)];
        if (round < 0) continue;
        add(cpu, name, (cpuAfter - cpuBefore) / calls.length);
        if (backendsBefore && backendsAfter) {
          add(database, name, cpuBetween(backendsBefore, backendsAfter) / calls.length);
        }
        latencies.set(name, [...(latencies.get(name) ?? []), ...taken]);
      }
    }
  } finally {
    for (const each of clients.values()) each.close();
  }
  const latency = Object.fromEntries([...latencies].map(([name, values]) => [name, summary(values)]));
  return { samples: cpu, details: { latency, database: medians(database) } };
}

function add(samples: Samples, name: string, value: number): void {
  samples[name] ??= [];
  samples[name].push(value);
}

function summary(values: readonly number[]): Latency {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (quantile: number) => sorted[Math.floor(quantile * (sorted.length - 1))] ?? Number.NaN;
  return { p50: at(0.5), p99: at(0.99) };
}
