import { expect } from 'chai';
import { callFromPlugin } from '../../support/escape/call-from-plugin.ts';
import { ALL, type Engine, engine } from '../../support/escape/engine.ts';
import { bareWorkerIn, environments, evaluate, pluginIn } from '../../support/escape/environments.ts';

interface InformationRow {
  name: string;
  /** Body of an async function that returns texts. */
  body: string;
  /** Engines in which a plain worker learns the app's address this way: the control. */
  tells: readonly Engine[];
}

const ROWS: readonly InformationRow[] = [
  { name: 'location', body: `return String(self.location)`, tells: ALL },
  { name: 'the stack of an error', body: `return new Error('x').stack`, tells: ALL },
  {
    name: 'structured stacks',
    body: `Error.prepareStackTrace = (_error, sites) =>
        sites.map((site) => [site.getFileName(), site.getScriptNameOrSourceURL(), site.getEvalOrigin()].join());
      return new Error('x').stack`,
    tells: ALL,
  },
  {
    name: 'fileName of an error',
    body: `return new Error('x').fileName ?? new Error('x').sourceURL`,
    tells: ['firefox', 'webkit'],
  },
  {
    name: 'import.meta.url',
    body: `return (await import(URL.createObjectURL(new Blob(['export default import.meta.url'], { type: 'text/javascript' })))).default`,
    tells: ALL,
  },
  { name: 'a blob URL', body: `return URL.createObjectURL(new Blob())`, tells: ALL },
  { name: 'origin', body: `return self.origin`, tells: ALL },
  {
    name: 'performance entries',
    body: `try { await (await fetch(self.origin + '/test/other')).text() } catch {}
      await new Promise((done) => setTimeout(done, 20));
      return JSON.stringify(performance.getEntries())`,
    tells: ALL,
  },
  {
    name: 'an uncaught error’s event',
    body: `return new Promise((done) => {
      addEventListener('error', (event) => { event.preventDefault(); event.stopImmediatePropagation(); done(event.filename + event.error?.stack) });
      setTimeout(() => { throw new Error('x') });
    })`,
    tells: ALL,
  },
  {
    name: 'a failed import',
    body: `return import('blob:null/none').catch((error) => error.message + error.stack)`,
    tells: [],
  },
  // A blob is no base for relative addresses in any engine.
  {
    name: 'relative addresses',
    body: `const found = [];
      for (const make of [
        () => new Request('x').url,
        () => Response.redirect('x').headers.get('location'),
        () => new URL('x').href,
        () => URL.parse?.('x')?.href,
      ]) try { found.push(make()) } catch {}
      return found.join()`,
    tells: [],
  },
  {
    name: 'Request, MessageEvent and the scope’s names',
    body: `const { port1, port2 } = new MessageChannel();
      const event = new Promise((done) => { port2.onmessage = done });
      port1.postMessage(0);
      const { origin, source } = await event;
      return [origin, source, new Request('https://x.example').referrer, String(self), self.name].join()`,
    tells: [],
  },
];

describe('what a plugin learns about the app', () => {
  const { host } = location;

  for (const { name, body, tells } of ROWS) {
    it(`${name}: not the app’s address`, async () => {
      expect(String(await evaluate(environments.both, body))).not.to.contain(host);
      const control = String(await evaluate(environments.plainWorker, body));
      expect(control.includes(host), `in a plain worker: ${control}`).to.equal(tells.includes(engine));
    });
  }

  it('the report of a violated policy: not the app’s address', async () => {
    const frame = { frameUrl: `/test/runtime?ancestor=${encodeURIComponent(location.origin)}` };
    const body = `return new Promise((done) => {
      addEventListener('securitypolicyviolation', (event) => {
        let text = '';
        for (const key in event) text += String(event[key]);
        done(text);
      });
      import('https://x.example').catch(() => setTimeout(done, 200, 'no event'));
    })`;
    expect(await evaluate(pluginIn(frame), body)).not.to.contain(host);
    // The other engines dispatch no such event in workers.
    const control = await evaluate<string>(bareWorkerIn(frame), body);
    expect(control.includes(host), control).to.equal(engine === 'chromium');
  });

  it('the error of a failed call: not where the app’s code lies', async () => {
    const fail = () => {
      throw new Error('outer', { cause: new Error('inner') });
    };
    const told = await callFromPlugin(
      `(error) => { let text = ''; for (let at = error; at; at = at.cause) text += at.message + at.stack; return text }`,
      fail,
    );
    expect(told).to.contain('outer').and.to.contain('inner');
    expect(told).not.to.contain(host);
  });
});

describe('what a plugin learns about other plugins', () => {
  const CHANNEL = `new BroadcastChannel('between plugins')`;
  const listen = `const channel = ${CHANNEL}; channel.onmessage = () => channel.postMessage('heard'); tell('listening', '')`;
  const call = `const channel = ${CHANNEL};
    const answer = new Promise((done) => { channel.onmessage = () => done('heard') });
    channel.postMessage('anybody?');
    return Promise.race([answer, new Promise((done) => setTimeout(done, 300, 'silence'))])`;

  for (const [name, expected] of [
    ['plainWorker', 'heard'],
    ['frameOnly', 'silence'],
    ['policyOnly', 'silence'],
  ] as const) {
    it(`BroadcastChannel between two of them, ${name}: ${expected}`, async () => {
      const environment = environments[name];
      let end: (() => void) | undefined;
      await new Promise<void>((resolve, reject) => {
        environment(listen, () => resolve()).then((stop) => {
          end = stop;
        }, reject);
      });
      expect(await evaluate(environment, call)).to.equal(expected);
      end?.();
    });
  }
});
