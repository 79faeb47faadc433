import { parseWhen, type WhenClause } from '@fluxstudio/plugin-protocol/when/when-clause';
import {
  type ContextKeys,
  createContextKeys,
} from '../../packages/plugin-host/src/contributions/context-keys.ts';
import {
  CONDITIONS,
  conditionAt,
  keyValues,
  READ_BY,
  UNREAD,
} from '../../packages/plugin-host/test/support/many-contributions.ts';
import { type InterleaveOptions, interleave, type Samples } from './interleave.ts';

/** One row: what each contender takes, in `unit`. */
export interface ContributionSamples {
  title: string;
  unit: string;
  samples: Samples;
  /** Conditions that were worked out for one change. */
  evaluated?: Record<string, number>;
}

type Keys = Pick<ContextKeys, 'set' | 'watch'>;
type Parse = typeof parseWhen;

const PARSES = 10;

/**
 * Keys by who reads them, with two values to go to and fro between, and how many changes make a block: about a hundred times the
 * clock's resolution for each contender.
 */
export const CHANGES = {
  byNone: { readers: 0, key: UNREAD, values: [1, 2], changes: { ours: 200_000, naive: 500 } },
  byOne: { readers: 1, key: READ_BY[1], values: [0, 4], changes: { ours: 50_000, naive: 500 } },
  byTen: { readers: 10, key: READ_BY[10], values: ['mode0', 'mode1'], changes: { ours: 10_000, naive: 500 } },
  byHundred: { readers: 100, key: READ_BY[100], values: [true, false], changes: { ours: 1_000, naive: 500 } },
} as const;

export const conditions = Array.from({ length: CONDITIONS }, (_, index) => conditionAt(index).text);

/** What one would write first: every condition is worked out after every change. */
function createNaiveKeys(parse: Parse): Keys {
  const values = new Map<string, unknown>();
  const followed: { clause: WhenClause; onDidChange: () => void; value: boolean }[] = [];
  const evaluate = (clause: WhenClause) =>
    clause.evaluate(
      (key) => values.get(key),
      () => false,
    );
  return {
    set(key, value) {
      values.set(key, value);
      for (const one of followed) {
        const holds = evaluate(one.clause);
        if (holds === one.value) continue;
        one.value = holds;
        one.onDidChange();
      }
    },
    watch(when = '', onDidChange) {
      const parsed = parse(when);
      if (!parsed.ok) throw new Error(parsed.issue.message);
      const { clause } = parsed;
      const one = { clause, onDidChange, value: evaluate(clause) };
      followed.push(one);
      return { value: one.value, dispose: () => undefined };
    },
  };
}

const CONTENDERS = {
  ours: (parse: Parse): Keys =>
    createContextKeys({
      parse,
      loadPatterns: () => Promise.reject(new Error('no condition has a pattern')),
      onFault: (message) => {
        throw new Error(message);
      },
    }),
  naive: createNaiveKeys,
};

type Contender = keyof typeof CONTENDERS;

/** With all conditions followed and all keys set. `heard` counts the conditions that changed. */
function openKeys(name: Contender, parse: Parse): { keys: Keys; heard(): number } {
  const keys = CONTENDERS[name](parse);
  let heard = 0;
  for (const text of conditions) keys.watch(text, () => heard++);
  for (const [key, value] of keyValues(1)) keys.set(key, value);
  return { keys, heard: () => heard };
}

export async function measureChanges(options: InterleaveOptions): Promise<ContributionSamples[]> {
  const names = ['ours', 'naive'] as const;
  const opened = names.map((name) => ({ name, keys: openKeys(name, parseWhen).keys }));
  const rows: ContributionSamples[] = [];
  for (const { readers, key, values, changes } of Object.values(CHANGES)) {
    const samples = await interleave(
      opened.map(({ name, keys }) => ({
        name,
        async measure() {
          const begin = performance.now();
          for (let index = 0; index < changes[name]; index++) keys.set(key, values[index % 2]);
          return ((performance.now() - begin) * 1_000) / changes[name];
        },
      })),
      options,
    );
    const [ours, naive] = names.map((name) => countOnce(name, key, values)) as [Counts, Counts];
    if (ours.evaluated !== readers) throw new Error(`${ours.evaluated} conditions instead of ${readers}`);
    if (ours.heard !== naive.heard) throw new Error('The contenders do not agree');
    const evaluated = { ours: ours.evaluated, naive: naive.evaluated };
    const title = `a key changes that ${readers || 'no'} condition${readers === 1 ? ' reads' : 's read'}`;
    rows.push({ title, unit: 'µs', samples, evaluated });
  }
  return rows;
}

interface Counts {
  /** Conditions that one change has worked out, and those that changed with it. */
  evaluated: number;
  heard: number;
}

/** Apart from what is timed: counting costs. */
function countOnce(name: Contender, key: string, [from, to]: readonly unknown[]): Counts {
  let evaluated = 0;
  const { keys, heard } = openKeys(name, (text) => {
    const parsed = parseWhen(text);
    if (!parsed.ok) return parsed;
    const { clause } = parsed;
    const evaluate: WhenClause['evaluate'] = (...args) => {
      evaluated++;
      return clause.evaluate(...args);
    };
    return { ok: true, clause: { ...clause, evaluate } };
  });
  keys.set(key, from);
  const before = heard();
  evaluated = 0;
  keys.set(key, to);
  return { evaluated, heard: heard() - before };
}

export async function measureParsing(options: InterleaveOptions): Promise<ContributionSamples> {
  const samples = await interleave(
    [
      {
        name: 'ours',
        async measure() {
          let parsed = 0;
          const begin = performance.now();
          for (let index = 0; index < PARSES; index++)
            for (const text of conditions) if (parseWhen(text).ok) parsed++;
          const milliseconds = performance.now() - begin;
          if (parsed !== PARSES * CONDITIONS) throw new Error('A condition is not understood');
          return (milliseconds * 1_000) / parsed;
        },
      },
    ],
    options,
  );
  return { title: 'a condition of three comparisons parsed', unit: 'µs', samples };
}
