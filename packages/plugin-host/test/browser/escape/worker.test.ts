import { expect } from 'chai';
import { engine } from '../../support/escape/engine.ts';
import { type EnvironmentName, environments } from '../../support/escape/environments.ts';
import { setAppCookies } from '../../support/escape/listeners.ts';
import { leaked, type Measurement, measure } from '../../support/escape/measure.ts';
import { CODE, DEVICES, NETWORK, SHARED, WORKERS, WORKING, type WorkerRow } from './worker-rows.ts';

const TABLES = {
  network: NETWORK,
  code: CODE,
  workers: WORKERS,
  'shared with the app': SHARED,
  devices: DEVICES,
};
const NAMES = Object.keys(environments) as EnvironmentName[];
const rows = Object.values(TABLES).flat();
const expected = ({ leaks }: Pick<WorkerRow, 'leaks'>, name: EnvironmentName) =>
  leaks[name]?.includes(engine) ?? false;

describe('ways out of a worker', function () {
  this.timeout(60_000);
  let found: Measurement<EnvironmentName>;
  const channel = new BroadcastChannel('escape');

  before(async () => {
    setAppCookies();
    channel.onmessage = ({ data }) => channel.postMessage(data);
    const row = new Map(rows.map((one) => [one.name, one]));
    found = await measure(environments, [...rows, ...WORKING], ({ name }, environment) =>
      expected(row.get(name) ?? { leaks: {} }, environment),
    );
    await fetch('/test/dump', {
      method: 'POST',
      body: JSON.stringify(
        Object.fromEntries(Object.entries(found).map(([k, v]) => [k, Object.fromEntries(v)])),
      ),
    });
  });
  after(() => channel.close());

  for (const [topic, table] of Object.entries(TABLES)) {
    describe(topic, () => {
      for (const row of table) {
        for (const name of NAMES) {
          const leak = expected(row, name);
          it(`${row.name}, ${name}: ${leak ? 'gets through' : 'nothing arrives'}`, () => {
            const result = found[name].get(row.name);
            expect(result && leaked(result), JSON.stringify(result)).to.equal(leak);
          });
        }
      }
    });
  }

  for (const name of NAMES) {
    it(`the app’s cookies travel with a fetch, ${name}`, () => {
      for (const row of rows.filter(({ cookies }) => cookies)) {
        const carried =
          found[name].get(row.name)?.hits.some(({ cookies }) => cookies.includes('lax')) ?? false;
        expect(carried, row.name).to.equal(row.cookies?.[name]?.includes(engine) ?? false);
      }
    });

    for (const probe of WORKING) {
      it(`${probe.name} works, ${name}`, () => {
        expect(found[name].get(probe.name)?.outcome).to.equal('reached');
      });
    }
  }
});
