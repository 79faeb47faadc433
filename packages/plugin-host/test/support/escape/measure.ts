import type { Environment } from './environments.ts';
import { createReach, type Hit, type Reach, readHits } from './listeners.ts';

/** One way out that a plugin might try. */
export interface Probe {
  name: string;
  /** Body of an async function of `reach`. It returns `'reached'` when it got through without a listener to tell. */
  code: string;
  needs?: readonly ('udp' | 'tcp')[];
  /** Runs in a worker of its own, because it may end or block it. */
  alone?: boolean;
}

/** What became of one probe. */
export interface Result {
  hits: Hit[];
  /** What the probe itself says; only `reached` counts. */
  outcome: string;
}

export const leaked = ({ hits, outcome }: Result): boolean => hits.length > 0 || outcome === 'reached';

/** A probe whose worker is gone, or hangs, never answers: given up when nothing was heard from any for so long. */
const SILENCE = 3_000;
/** For what a table says will arrive. Only a failing test waits this long. */
const ARRIVAL = 10_000;

/** A source that runs every probe at once and tells what it came to. */
function sourceOf(probes: readonly Probe[], reaches: readonly Reach[]): string {
  const calls = probes.map(
    ({ code }, index) => `attempt(${JSON.stringify(reaches[index])}, async (reach) => { ${code} });`,
  );
  return `const attempt = (reach, probe) => probe(reach).then(
    (value) => tell(reach.id, String(value)),
    (error) => tell(reach.id, 'threw ' + error));
  ${calls.join('\n')}`;
}

/**
 * Runs probes in one environment and resolves with their outcomes and the function that ends what they run in. Workers stay until
 * then, so that what a probe started without waiting for it still has the time to leave.
 */
async function run(
  environment: Environment,
  probes: readonly Probe[],
  reaches: readonly Reach[],
): Promise<{ outcomes: Map<string, string>; end(): void }> {
  const outcomes = new Map<string, string>();
  const groups = [
    probes.filter(({ alone }) => !alone),
    ...probes.filter(({ alone }) => alone).map((one) => [one]),
  ];
  let heard = (): void => undefined;
  const tell = (id: string, outcome: string) => {
    outcomes.set(id, outcome);
    heard();
  };
  const ends = await Promise.all(
    groups
      .filter(({ length }) => length > 0)
      .map((group) => {
        const targets = group.map((probe) => reaches[probes.indexOf(probe)] as Reach);
        return environment(sourceOf(group, targets), tell);
      }),
  );
  await new Promise<void>((resolve) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    heard = () => {
      clearTimeout(timer);
      if (outcomes.size < probes.length) timer = setTimeout(resolve, SILENCE);
      else resolve();
    };
    heard();
  });
  return {
    outcomes,
    end() {
      for (const end of ends) end();
    },
  };
}

export type Measurement<Name extends string> = Record<Name, ReadonlyMap<string, Result>>;

let runs = 0;

/**
 * Runs every probe in every environment and resolves with what arrived. To show that nothing arrived, one has to know when to
 * look: the environments that must hold run first and those that leak last, and nothing is read before every leak that
 * `expected` names has arrived. What held until then had more time than what leaked.
 */
export async function measure<Name extends string, P extends Probe>(
  environments: Record<Name, Environment>,
  probes: readonly P[],
  expected: (probe: P, environment: Name) => boolean,
): Promise<Measurement<Name>> {
  const prefix = `run-${Date.now()}-${++runs}`;
  const idOf = (name: Name, probe: P) => `${prefix}/${name}/${probe.name}`;
  const results = {} as Record<Name, Map<string, Result>>;
  const ended: (() => void)[] = [];
  const awaited: string[] = [];
  try {
    for (const name of Object.keys(environments) as Name[]) {
      const reaches = await Promise.all(probes.map((probe) => createReach(idOf(name, probe), probe.needs)));
      const { outcomes, end } = await run(environments[name], probes, reaches);
      ended.push(end);
      results[name] = new Map(
        probes.map((probe) => [
          probe.name,
          { hits: [], outcome: outcomes.get(idOf(name, probe)) ?? 'no answer' },
        ]),
      );
      for (const probe of probes) {
        if (expected(probe, name) && outcomes.get(idOf(name, probe)) !== 'reached')
          awaited.push(idOf(name, probe));
      }
    }
    const hits = await arrived(prefix, awaited);
    for (const name of Object.keys(environments) as Name[]) {
      for (const probe of probes) {
        const result = results[name].get(probe.name);
        if (result) result.hits = hits[idOf(name, probe)] ?? [];
      }
    }
    return results;
  } finally {
    for (const end of ended) end();
  }
}

/** Reads the hits once all of `ids` have some. */
export async function arrived(prefix: string, ids: readonly string[]): Promise<Record<string, Hit[]>> {
  const deadline = Date.now() + ARRIVAL;
  for (;;) {
    const hits = await readHits(prefix);
    if (Date.now() > deadline || ids.every((id) => hits[id])) return hits;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
