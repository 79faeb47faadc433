import { expect } from 'chai';
import { type Engine, engine } from './engine.ts';
import type { Environment } from './environments.ts';
import { setAppCookies } from './listeners.ts';
import { leaked, type Measurement, measure, type Probe, type Result } from './measure.ts';

/** In which environments, and there in which engines, something gets through. Where none is named, nowhere. */
export type Leaks<Name extends string> = Partial<Record<Name, readonly Engine[]>>;

export interface Row<Name extends string> extends Probe {
  leaks: Leaks<Name>;
  /** What to do when it comes out otherwise. */
  note?: string;
}

/**
 * One test per row and environment: what the table says gets through does, and nothing else does.
 *
 * @returns the measurement, for further assertions; filled before the first test runs
 */
export function describeRows<Name extends string>(
  environments: Record<Name, Environment>,
  tables: Record<string, readonly Row<Name>[]>,
): { found(name: Name, row: string): Result } {
  const names = Object.keys(environments) as Name[];
  const rows = Object.values(tables).flat();
  const expected = (row: Row<Name>, name: Name) => row.leaks[name]?.includes(engine) ?? false;
  const channel = new BroadcastChannel('escape');
  let measured: Measurement<Name> | undefined;

  const found = (name: Name, row: string) => {
    const result = measured?.[name].get(row);
    if (!result) throw new Error(`${row} was not measured in ${name}`);
    return result;
  };

  before(async function () {
    this.timeout(60_000);
    setAppCookies();
    channel.onmessage = ({ data }) => channel.postMessage(data);
    measured = await measure(environments, rows, expected);
  });
  after(() => channel.close());

  for (const [topic, table] of Object.entries(tables)) {
    describe(topic, () => {
      for (const row of table) {
        for (const name of names) {
          const leak = expected(row, name);
          it(`${row.name}, ${name}: ${leak ? 'gets through' : 'nothing arrives'}`, () => {
            const result = found(name, row.name);
            expect(leaked(result), `${JSON.stringify(result)} ${row.note ?? ''}`).to.equal(leak);
          });
        }
      }
    });
  }
  return { found };
}
