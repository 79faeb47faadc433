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

const OUTCOME_DEADLINE = 5_000;

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
  const ends: (() => void)[] = [];
  await new Promise<void>((resolve, reject) => {
    // A probe whose worker is gone never answers.
    const timer = setTimeout(resolve, OUTCOME_DEADLINE);
    const tell = (id: string, outcome: string) => {
      outcomes.set(id, outcome);
      if (outcomes.size < probes.length) return;
      clearTimeout(timer);
      resolve();
    };
    for (const group of groups.filter(({ length }) => length > 0)) {
      const targets = group.map((probe) => reaches[probes.indexOf(probe)] as Reach);
      environment(sourceOf(group, targets), tell).then((end) => ends.push(end), reject);
    }
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
 * `expected` names has arrived (or had 3 s to). What held until then had more time than what leaked.
 */
export async function measure<Name extends string>(
  environments: Record<Name, Environment>,
  probes: readonly Probe[],
  expected: (probe: Probe, environment: Name) => boolean,
): Promise<Measurement<Name>> {
  const prefix = `run-${Date.now()}-${++runs}`;
  const idOf = (name: Name, probe: Probe) => `${prefix}/${name}/${probe.name}`;
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
  const deadline = Date.now() + 3_000;
  for (;;) {
    const hits = await readHits(prefix);
    if (Date.now() > deadline || ids.every((id) => hits[id])) return hits;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
