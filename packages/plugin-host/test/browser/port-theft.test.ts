import { expect } from 'chai';
import { PluginSandbox } from '../../src/sandbox/plugin-sandbox.ts';
import { createIsolateSource, type IsolateSource } from '../../src/sandbox/sandbox-options.ts';

/** A runtime as one would write it at first: it trusts the built-ins at the moment it uses them. */
const NAIVE_RUNTIME = `
  onmessage = ({ ports: [port] }) => {
    port.onmessage = async ({ data }) => {
      if (data.load) await import(URL.createObjectURL(new Blob([data.load], { type: 'text/javascript' })));
      port.postMessage({ done: true });
    };
  };`;

/** Patches every built-in through which a port or a message passes, and keeps what it sees. */
const THIEF = `
  const stolen = { ports: new Set(), messages: [] };
  const note = (value) => { if (value instanceof MessagePort) stolen.ports.add(value); };
  const { postMessage } = MessagePort.prototype;
  MessagePort.prototype.postMessage = function (...args) { note(this); stolen.messages.push(args[0]); return Reflect.apply(postMessage, this, args); };
  for (const [prototype, key] of [[MessageEvent.prototype, 'data'], [Event.prototype, 'target'], [Event.prototype, 'currentTarget'], [MessageEvent.prototype, 'ports']]) {
    const descriptor = Object.getOwnPropertyDescriptor(prototype, key);
    if (descriptor?.configurable) Object.defineProperty(prototype, key, { ...descriptor, get() { const value = Reflect.apply(descriptor.get, this, []); note(value); if (key === 'data') { stolen.messages.push(value); note(Reflect.getOwnPropertyDescriptor(Event.prototype, 'target')?.get?.call(this)); } return value; } });
  }
  for (const [prototype, key] of [[EventTarget.prototype, 'addEventListener'], [EventTarget.prototype, 'dispatchEvent'], [Event.prototype, 'stopImmediatePropagation'], [MessagePort.prototype, 'start'], [MessagePort.prototype, 'close']]) {
    const original = prototype[key];
    prototype[key] = function (...args) { note(this); return Reflect.apply(original, this, args); };
  }
  globalThis.stolen = stolen;`;

describe('the runtime’s port', () => {
  let source: IsolateSource;
  const calls: [string, unknown[]][] = [];

  beforeEach(() => {
    calls.length = 0;
    source = createIsolateSource({ frameUrl: '/test/runtime', size: 0 });
  });
  afterEach(() => source.dispose());

  async function run(code: string): Promise<PluginSandbox> {
    const sandbox = new PluginSandbox({
      pluginId: 'thief',
      isolate: source.take,
      dispatch: (method, args) => {
        calls.push([method, args]);
        return 'answer';
      },
    });
    await sandbox.load(code);
    await sandbox.call('activate', [
      {
        manifest: { id: 'thief' },
        apiVersion: '1.0.0',
        shape: [{ name: 'probe', on: 'api', methods: { ask: { kind: 'call' } } }],
        snapshots: {},
      },
    ]);
    return sandbox;
  }

  it('is lost by a naive runtime (control: the theft works)', async () => {
    const worker = new Worker(URL.createObjectURL(new Blob([NAIVE_RUNTIME])));
    const { port1, port2 } = new MessageChannel();
    worker.postMessage(null, [port2]);
    const answers: unknown[] = [];
    const second = new Promise((resolve) => {
      port1.onmessage = ({ data }) => {
        answers.push(data);
        if (answers.length === 2) resolve(data);
      };
    });
    port1.postMessage({
      load: `${THIEF}\nsetTimeout(() => [...stolen.ports].forEach((port) => port.postMessage('forged')))`,
    });
    expect(await second).to.equal('forged');
    worker.terminate();
    port1.close();
  });

  for (const [when, code] of Object.entries({
    'before activation': `${THIEF}
      export async function activate(context, api) { await api.probe.ask('mine'); await api.probe.ask([stolen.ports.size, stolen.messages.length]); }`,
    'during activation': `export async function activate(context, api) {
        ${THIEF}
        await api.probe.ask('mine'); await api.probe.ask([stolen.ports.size, stolen.messages.length]); }`,
  })) {
    it(`is out of reach of a plugin that patches the built-ins ${when}`, async () => {
      const sandbox = await run(code);
      expect(calls).to.deep.equal([
        ['probe.ask', ['mine']],
        ['probe.ask', [[0, 0]]],
      ]);
      sandbox.dispose();
    });
  }
});
