import { compare, type Samples } from '../node/row.ts';
import type { ServerBench } from './bench.ts';
import { type Blocks, measureBlocks } from './blocks.ts';
import type { ContenderName } from './contenders/index.ts';
import { MOUNT } from './contenders/setup.ts';
import { createServerRow, type Measured } from './row.ts';

const UNIT = 'µs CPU';
const FOCUS: ContenderName[] = ['ours', 'node-http', 'ours-in-express', 'express'];
const SIDE: ContenderName[] = ['ours-in-fastify', 'fastify', 'ours-in-hono', 'hono'];
const CALL = { path: `${MOUNT}/runtime` };

/** `static-vs-http` and `express-overhead`: the same document, through each server. */
export async function measureStatic(bench: ServerBench): Promise<Measured[]> {
  const { rows } = bench.settings;
  if (!rows.has('static-vs-http') && !rows.has('express-overhead')) return [];
  bench.tell('static-vs-http, express-overhead');
  const { samples, details } = await measure(bench);
  const measured: Measured[] = [];
  if (rows.has('static-vs-http')) {
    measured.push(
      createServerRow('static-vs-http', UNIT, samples, {
        ...details,
        note: 'the same bytes and headers, an id for each request included',
      }),
    );
  }
  if (rows.has('express-overhead')) {
    const { 'ours-in-express': ours = [], express = [], 'node-http': floor = [] } = samples;
    const inExpress: Samples = { ours, express, 'node-http': floor };
    const overFloor = compare(inExpress, 'node-http');
    measured.push(
      createServerRow('express-overhead', UNIT, inExpress, {
        ...(overFloor ? { variants: { 'over the floor (node-http)': overFloor } } : {}),
        note: 'ours by `app.use()`, beside a route written by hand',
      }),
    );
  }
  return measured;
}

function measure(bench: ServerBench): Promise<Blocks> {
  const load = bench.settings.static;
  const calls = Array.from({ length: load.requests }, () => CALL);
  return bench.withServers([...FOCUS, ...SIDE], (servers) =>
    measureBlocks({
      client: bench.client,
      load,
      lanes: servers.map((server) => ({
        name: server.name,
        server,
        status: 200,
        calls: () => calls,
        side: SIDE.includes(server.name),
      })),
    }),
  );
}
