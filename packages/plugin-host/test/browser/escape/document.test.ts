import { expect } from 'chai';
import { documentIn } from '../../support/escape/documents.ts';
import { engine } from '../../support/escape/engine.ts';
import { setAppCookies } from '../../support/escape/listeners.ts';
import { leaked, type Measurement, measure } from '../../support/escape/measure.ts';
import {
  APP_STATE,
  type DocumentEnvironment,
  type DocumentRow,
  NAVIGATIONS,
  REQUESTS,
  TOP_NAVIGATION,
} from './document-rows.ts';

const environments = {
  both: documentIn({ sandbox: 'allow-scripts', policy: true }),
  policyOnly: documentIn({ policy: true }),
  sandboxOnly: documentIn({ sandbox: 'allow-scripts', policy: false }),
  plain: documentIn({ policy: false }),
};
const { plain: _, ...framed } = environments;
const NAMES = Object.keys(environments) as DocumentEnvironment[];
const TABLES = { requests: REQUESTS, navigation: NAVIGATIONS, 'state of the app': APP_STATE };
const rows = Object.values(TABLES).flat();
const alone = (row: DocumentRow) => ({ ...row, alone: true });

describe('ways out of the frame’s document', function () {
  this.timeout(60_000);
  let found: Measurement<DocumentEnvironment>;
  let top: Measurement<keyof typeof framed>;
  const channel = new BroadcastChannel('escape');
  const expected = (row: DocumentRow | undefined, name: DocumentEnvironment) =>
    row?.leaks[name]?.includes(engine) ?? false;

  before(async () => {
    setAppCookies();
    channel.onmessage = ({ data }) => channel.postMessage(data);
    const byName = new Map(rows.map((row) => [row.name, row]));
    top = await measure(framed, [alone(TOP_NAVIGATION)], () => false);
    found = await measure(environments, rows.map(alone), ({ name }, environment) =>
      expected(byName.get(name), environment),
    );
    await fetch('/test/dump', {method:'POST', body: JSON.stringify(Object.fromEntries(Object.entries(found).map(([k,v])=>[k,Object.fromEntries(v)])))});
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

  it('navigation of the top fails', () => {
    for (const [name, results] of Object.entries(top)) {
      const result = results.get(TOP_NAVIGATION.name);
      expect(result && leaked(result), name).to.equal(false);
    }
  });
});
