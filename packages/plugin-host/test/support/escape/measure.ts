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
/** For what a table says will arrive, before it is tried once more. */
const ARRIVAL = 3_000;
/** Under load Firefox at times never starts a nested worker: a control may try again. */
const TRIES = 3;

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
 * Runs probes in one environment, adds their outcomes and resolves with the function that ends what they run in. Workers stay until
 * then, so that what a probe started without waiting for it still has the time to leave.
 */
async function run(
  environment: Environment,
  probes: readonly Probe[],
  reaches: readonly Reach[],
  outcomes: Map<string, string>,
): Promise<() => void> {
  const waiting = new Set(reaches.map(({ id }) => id));
  const groups = [
    probes.filter(({ alone }) => !alone),
    ...probes.filter(({ alone }) => alone).map((one) => [one]),
  ];
  let heard = (): void => undefined;
  const tell = (id: string, outcome: string) => {
    outcomes.set(id, outcome);
    waiting.delete(id);
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
      if (waiting.size > 0) timer = setTimeout(resolve, SILENCE);
      else resolve();
    };
    heard();
  });
  return () => {
    for (const end of ends) end();
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
  const names = Object.keys(environments) as Name[];
  const idOf = (name: Name, probe: P) => `${prefix}/${name}/${probe.name}`;
  const outcomes = new Map<string, string>();
  const ended: (() => void)[] = [];
  let hits: Record<string, Hit[]> = {};

  const resultOf = (name: Name, probe: P): Result => {
    const id = idOf(name, probe);
    return { hits: hits[id] ?? [], outcome: outcomes.get(id) ?? 'no answer' };
  };
  const missing = (name: Name) =>
    probes.filter((probe) => expected(probe, name) && !leaked(resultOf(name, probe)));

  try {
    for (let tries = 0; tries < TRIES; tries++) {
      for (const name of names) {
        const wanted = tries === 0 ? probes : missing(name);
        if (wanted.length === 0) continue;
        const reaches = await Promise.all(wanted.map((probe) => createReach(idOf(name, probe), probe.needs)));
        ended.push(await run(environments[name], wanted, reaches, outcomes));
      }
      hits = await arrived(
        prefix,
        names.flatMap((name) => missing(name).map((probe) => idOf(name, probe))),
      );
      if (names.every((name) => missing(name).length === 0)) break;
    }
  } finally {
    for (const end of ended) end();
  }
  return Object.fromEntries(
    names.map((name) => [name, new Map(probes.map((probe) => [probe.name, resultOf(name, probe)]))]),
  ) as unknown as Measurement<Name>;
}

/** Reads the hits once all of `ids` have some. */
async function arrived(prefix: string, ids: readonly string[]): Promise<Record<string, Hit[]>> {
  const deadline = Date.now() + ARRIVAL;
  for (;;) {
    const hits = await readHits(prefix);
    if (Date.now() > deadline || ids.every((id) => hits[id])) return hits;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
