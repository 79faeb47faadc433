import { type Comparison, compare, OURS, type Samples } from '../node/row.ts';
import { median } from '../node/stats.ts';
import type { ServerBench } from './bench.ts';
import { MOUNT } from './contenders/setup.ts';
import { type Explained, explainAll } from './database/explain.ts';
import type { Statement } from './database/record.ts';
import { userId } from './database/seed-installs.ts';
import { createServerRow, type Measured } from './row.ts';

const PEER = 'ilike';
const PAGE_SIZE = 20;
const MIN_TERMS = 5;

interface Searched {
  times: Samples;
  planning: Samples;
  rows: Samples;
}

/** `search-vs-ilike`: the very statements of our search, beside what one would write first. Time of the database alone. */
export async function measureSearch(bench: ServerBench): Promise<Measured[]> {
  const { rows: wanted, search } = bench.settings;
  if (!wanted.has('search-vs-ilike')) return [];
  bench.tell('search-vs-ilike');
  const rare = await measureTerms(bench, bench.terms.rare.slice(0, search.rare));
  const common = await measureTerms(bench, bench.terms.common.slice(0, search.common));

  const variants: Record<string, Comparison> = {};
  const planned = compare(sumOf(rare.times, rare.planning), PEER);
  if (planned) variants['with the time of planning'] = planned;
  const frequent = compare(common.times, PEER);
  if (frequent) variants['a word that thousands have'] = frequent;
  const { ours = [], [PEER]: peer = [] } = rare.rows;
  return [
    createServerRow('search-vs-ilike', 'ms', rare.times, {
      variants,
      rowsRead: { ours: median(ours), [PEER]: median(peer) },
      note: 'execution time by EXPLAIN ANALYZE of all statements of one search, page and total; the peer has no index to use',
    }),
  ];
}

async function measureTerms(bench: ServerBench, terms: readonly string[]): Promise<Searched> {
  const searched: Searched = { times: {}, planning: {}, rows: {} };
  const note = (name: string, seen: readonly Explained[]): void => {
    for (const [samples, key] of [
      [searched.times, 'executionMs'],
      [searched.planning, 'planningMs'],
      [searched.rows, 'rows'],
    ] as const) {
      samples[name] ??= [];
      samples[name].push(median(seen.map((one) => one[key])));
    }
  };
  const end = performance.now() + bench.settings.search.budget;
  for (const [index, term] of terms.entries()) {
    if (index >= MIN_TERMS && performance.now() > end) break;
    const { answer, statements } = await bench.recorder.record({
      path: `${MOUNT}/marketplace?query=${encodeURIComponent(term)}&limit=${PAGE_SIZE}`,
      headers: { authorization: `Bearer ${userId(1)}` },
    });
    if (statements.length === 0) throw new Error(`A search for ${term} ran no statement: ${answer.status}`);
    const { rows } = await bench.client.query<{ id: string }>(...naivePage(term));
    const { plugins = [] } = JSON.parse(answer.body) as { plugins?: { id: string }[] };
    const missing = rows.filter(({ id }) => !plugins.some((plugin) => plugin.id === id));
    if (rows.length < PAGE_SIZE && missing.length > 0) {
      bench.warn(`search-vs-ilike: ${term} is in ${missing.length} entries that ours does not find`);
    }

    const seen: Record<typeof OURS | typeof PEER, Explained[]> = { ours: [], ilike: [] };
    for (let repeat = 0; repeat < bench.settings.search.repeats; repeat++) {
      seen.ours.push(await explainAll(bench.client, statements));
      seen.ilike.push(await explainNaive(bench, term));
    }
    note(OURS, seen.ours);
    note(PEER, seen.ilike);
  }
  return searched;
}

/** Without indexes: what ours has for searching would help ILIKE as well, and whoever writes it first has none. */
async function explainNaive({ client }: ServerBench, term: string): Promise<Explained> {
  const statements: Statement[] = [naiveTotal(term), naivePage(term)].map(([text, values]) => ({
    text,
    values,
  }));
  await client.query(
    'SET enable_bitmapscan = off; SET enable_indexscan = off; SET enable_indexonlyscan = off',
  );
  try {
    return await explainAll(client, statements);
  } finally {
    await client.query('RESET enable_bitmapscan; RESET enable_indexscan; RESET enable_indexonlyscan');
  }
}

const NAIVE = `p.id ILIKE $1 OR p.name ILIKE $1 OR p.description ILIKE $1 OR array_to_string(p.keywords, ' ') ILIKE $1`;

const naiveTotal = (term: string): [string, string[]] => [
  `SELECT count(*) FROM plugins p WHERE ${NAIVE}`,
  [`%${term}%`],
];

const naivePage = (term: string): [string, string[]] => [
  `SELECT p.* FROM plugins p WHERE ${NAIVE} ORDER BY p.downloads DESC, p.id LIMIT ${PAGE_SIZE}`,
  [`%${term}%`],
];

function sumOf(one: Samples, other: Samples): Samples {
  return Object.fromEntries(
    Object.entries(one).map(([name, values]) => [
      name,
      values.map((value, index) => value + (other[name]?.[index] ?? 0)),
    ]),
  );
}
