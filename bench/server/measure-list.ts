import { type Comparison, compare } from '../node/row.ts';
import type { ServerBench } from './bench.ts';
import { measureBlocks } from './blocks.ts';
import type { ContenderName } from './contenders/index.ts';
import { MOUNT } from './contenders/setup.ts';
import { userId } from './database/seed-installs.ts';
import { type Call, createClient } from './load.ts';
import type { ServerProcess } from './process.ts';
import { createServerRow, type Measured } from './row.ts';
import { PLUGINS_PER_USER } from './settings.ts';

const FOCUS: ContenderName[] = ['ours', 'node-http'];
const SIDE: ContenderName[] = [
  'ours-in-express',
  'express',
  'ours-in-fastify',
  'fastify',
  'ours-in-hono',
  'hono',
];

/** `list-vs-http`: what a user has installed, through each server. */
export async function measureList(bench: ServerBench): Promise<Measured[]> {
  if (!bench.settings.rows.has('list-vs-http')) return [];
  bench.tell('list-vs-http');
  const load = bench.settings.list;
  return bench.withServers([...FOCUS, ...SIDE], async (servers) => {
    await compareAnswers(bench, servers);
    const { samples, details } = await measureBlocks({
      client: bench.client,
      load,
      lanes: servers.map((server) => ({
        name: server.name,
        server,
        status: 200,
        calls: (round) => listCalls(bench, round * load.requests, load.requests),
        side: SIDE.includes(server.name),
      })),
    });
    const variants: Record<string, Comparison> = {};
    for (const [title, ours, peer] of [
      ['in Express 5, beside a route of it', 'ours-in-express', 'express'],
      ['in Fastify 5, beside a route of it', 'ours-in-fastify', 'fastify'],
      ['in Hono 4, beside a route of it', 'ours-in-hono', 'hono'],
    ] as const) {
      const comparison = compare(samples, peer, ours);
      if (comparison) variants[title] = comparison;
    }
    return [createServerRow('list-vs-http', 'µs CPU', samples, { ...details, variants })];
  });
}

/** Calls for the lists of users that follow each other in no order, so that their rows are seldom read twice. */
export function listCalls({ seeded }: Pick<ServerBench, 'seeded'>, from: number, count: number): Call[] {
  return Array.from({ length: count }, (_, index) => listCall(((from + index) * 7919) % seeded.together));
}

export const listCall = (user: number): Call => ({
  path: `${MOUNT}/`,
  headers: { authorization: `Bearer ${userId(user)}` },
});

/** Peers must do what ours does: a difference is told, less work of a peer is an error. */
async function compareAnswers(bench: ServerBench, servers: readonly ServerProcess[]): Promise<void> {
  const lists = new Map<string, Record<string, unknown>[]>();
  for (const { name, url } of servers) lists.set(name, await readList(url));
  const ours = lists.get('ours') ?? [];
  for (const [name, list] of lists) {
    if (list.length !== PLUGINS_PER_USER) throw new Error(`${name} lists ${list.length} plugins`);
    for (const [index, plugin] of list.entries()) {
      for (const [key, value] of Object.entries(plugin)) {
        const own = ours[index]?.[key];
        if (JSON.stringify(sorted(own)) !== JSON.stringify(sorted(value))) {
          throw new Error(`${name} answers another ${key} than ours: ${JSON.stringify(value)}`);
        }
      }
    }
    const less = Object.keys(ours[0] ?? {}).filter((key) => !(key in (list[0] ?? {})));
    if (less.length > 0) bench.warn(`list-vs-http: ours also answers ${less.join(', ')}, ${name} does not`);
  }
}

async function readList(url: string): Promise<Record<string, unknown>[]> {
  const client = createClient(url);
  const { body } = await client.read(listCall(1));
  client.close();
  const { plugins } = JSON.parse(body) as { plugins?: Record<string, unknown>[] };
  return plugins ?? [];
}

/** Keys in one order: PostgreSQL has its own. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, sorted(item)]),
  );
}
