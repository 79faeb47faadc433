import { expect } from 'chai';
import { PluginSandbox } from '../../src/sandbox/plugin-sandbox.ts';
import { createIsolateSource, type SandboxOptions } from '../../src/sandbox/sandbox-options.ts';

const served: SandboxOptions = { frameUrl: '/test/runtime', size: 0 };
const report = (expression: string) =>
  `export function activate(context, api) { context.log.info(${expression}) }`;

/** Runs a module in a sandbox and resolves with what it logged. */
async function inSandbox(code: string, options = served): Promise<unknown[]> {
  return new Promise((resolve, reject) => {
    const sandbox = new PluginSandbox({
      pluginId: 'probe',
      isolate: createIsolateSource(options).take,
      dispatch: (method, args) => {
        if (method === 'log.info') resolve(args);
        sandbox.dispose();
      },
    });
    sandbox
      .load(code)
      .then(() =>
        sandbox.call('activate', [
          {
            manifest: { id: 'probe' },
            apiVersion: '1.0.0',
            shape: [{ name: 'log', on: 'context', methods: { info: { kind: 'notify' } } }],
            snapshots: {},
          },
        ]),
      )
      .catch((error) => {
        sandbox.dispose();
        reject(error);
      });
  });
}

const hits = async (id: string) => Number(await (await fetch(`/test/hits?id=${id}`)).text());

describe('sandbox frame', () => {
  it('runs plugin code in an opaque origin', async () => {
    expect(await inSandbox(report('self.origin'))).to.deep.equal(['null']);
  });

  it('runs from srcdoc where no policy of the page forbids it', async () => {
    expect(await inSandbox(report('self.origin'), { size: 0 })).to.deep.equal(['null']);
  });

  it('leaves no request of the plugin through, while a plain blob worker reaches the server', async () => {
    const url = (id: string) => `${location.origin}/test/hit?id=${id}`;
    const attempt = (id: string) =>
      `import(${JSON.stringify(url(id))}).catch(() => {}).then(() => typeof fetch === 'function' ? fetch(${JSON.stringify(url(id))}).then(() => 'sent', () => 'refused') : 'no fetch')`;
    const sandboxed = await inSandbox(
      `export async function activate(context) { context.log.info(await ${attempt('sandboxed')}) }`,
    );
    expect(sandboxed).to.deep.equal(['no fetch']);

    const blob = URL.createObjectURL(
      new Blob([`${attempt('plain')}.then((outcome) => postMessage(outcome))`]),
    );
    const plain = await new Promise((resolve) => {
      const worker = new Worker(blob);
      worker.onmessage = ({ data }) => {
        worker.terminate();
        resolve(data);
      };
    });
    expect(plain).to.equal('sent');
    expect(await hits('plain')).to.be.greaterThan(0);
    expect(await hits('sandboxed')).to.equal(0);
  });

  it('refuses to run in a frame whose policy was stripped', async () => {
    const error = await inSandbox(report('1'), { frameUrl: '/test/runtime-unconfined', size: 0 }).catch(
      (thrown) => thrown,
    );
    expect(error.code).to.equal('SANDBOX_FAILED');
    expect(error.message).to.contain('Content-Security-Policy does not forbid connections');
  });

  it('gives up on a frame that does not answer, and says what to check', async () => {
    const error = await inSandbox(report('1'), {
      frameUrl: '/test/never',
      handshakeDeadline: 200,
      size: 0,
    }).catch((thrown) => thrown);
    expect(error.code).to.equal('SANDBOX_FAILED');
    expect(error.message).to.contain('/test/never').and.to.contain('frame-src');
    expect(document.querySelectorAll('iframe').length).to.equal(0);
  });

  it('shows a plugin only the allowed globals', async () => {
    const gone =
      'fetch XMLHttpRequest WebSocket EventSource WebTransport importScripts Worker SharedWorker BroadcastChannel indexedDB caches navigator location Notification FontFace OffscreenCanvas postMessage close'.split(
        ' ',
      );
    const [visible] = await inSandbox(
      report(`${JSON.stringify(gone)}.filter((name) => name in self && self[name] !== undefined)`),
    );
    expect(visible).to.deep.equal([]);
  });

  for (const [name, code] of Object.entries({
    'default export': `export default { activate(context) { context.log.info('ran') } }`,
    'named export': `export function activate(context) { context.log.info('ran') }`,
    'module.exports': `'use strict'; module.exports = { activate(context) { context.log.info('ran') } };`,
    'exports.activate': `exports.activate = function (context) { context.log.info('ran') };`,
  })) {
    it(`loads a plugin by ${name}`, async () => {
      expect(await inSandbox(code)).to.deep.equal(['ran']);
    });
  }
});
