import { OURS } from '../node/row.ts';
import type { ServerBench } from './bench.ts';
import { measureBlocks } from './blocks.ts';
import { type Call, createClient } from './load.ts';
import { listCalls } from './measure-list.ts';
import { createServerRow, type Measured } from './row.ts';

/** Users whose tags are known. */
const USERS = 200;

/** `etag-vs-list`: a list that the caller already has, beside one it does not have, both from our server. */
export async function measureEtag(bench: ServerBench): Promise<Measured[]> {
  if (!bench.settings.rows.has('etag-vs-list')) return [];
  bench.tell('etag-vs-list');
  return bench.withServers(['ours'], async ([server]) => {
    if (!server) throw new Error('Our server is not running');
    const full = listCalls(bench, 0, USERS);
    const known = await withTags(server.url, full);
    if (typeof known === 'string') return [{ id: 'etag-vs-list', reason: known }];
    const load = bench.settings.etag;
    const repeated = (calls: readonly Call[]) => {
      const all = Array.from({ length: load.requests }, (_, index) => calls[index % calls.length] as Call);
      return () => all;
    };
    const { samples, details } = await measureBlocks({
      client: bench.client,
      load,
      lanes: [
        { name: OURS, server, status: 304, calls: repeated(known) },
        { name: 'full-list', server, status: 200, calls: repeated(full) },
      ],
    });
    return [createServerRow('etag-vs-list', 'µs CPU', samples, details)];
  });
}

/** The same calls with the tags that their answers had, or why there are none. */
async function withTags(url: string, calls: readonly Call[]): Promise<Call[] | string> {
  const client = createClient(url);
  try {
    const tagged: Call[] = [];
    for (const { path, headers } of calls) {
      const { etag } = (await client.read({ path, headers: { ...headers } })).headers;
      if (!etag) return 'the list has no ETag';
      const call = { path, headers: { ...headers, 'if-none-match': etag } };
      const { status } = await client.read(call);
      if (status !== 304) return `the list's own ETag is answered with ${status}`;
      tagged.push(call);
    }
    return tagged;
  } finally {
    client.close();
  }
}
