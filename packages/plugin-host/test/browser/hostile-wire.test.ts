import { expect } from 'chai';
import type { SandboxLimits } from '../../src/limits/limits.ts';
import { createFramePool, type FramePool } from '../../src/sandbox/frame-pool.ts';
import { PluginSandbox } from '../../src/sandbox/plugin-sandbox.ts';

/** A runtime that took the wire over: it answers the host's `load` and then sends whatever it likes. */
const forged = (attack: string) => `
  onmessage = ({ ports: [port] }) => {
    port.onmessage = ({ data }) => {
      const answer = ([id]) => { if (id > 0) port.postMessage([-1, id, null, 1, undefined]); };
      if (!(data[0] > 0)) return;
      answer(data);
      port.onmessage = ({ data }) => answer(data);
      const send = (...messages) => messages.forEach((message) => port.postMessage(message));
      ${attack}
    };
  };`;

/** Each ends the plugin. The code is what the host gives as the reason. */
const FATAL: Record<string, [attack: string, code: string]> = {
  'no batch at all': ['send("text")', 'PROTOCOL_VIOLATION'],
  'an object instead of a batch': ['send({ 0: 1, length: 1 })', 'PROTOCOL_VIOLATION'],
  'an unknown frame': ['send([-99, 1, null, 0])', 'PROTOCOL_VIOLATION'],
  'a truncated frame': ['send([1, "probe.ask"])', 'PROTOCOL_VIOLATION'],
  'fewer arguments than announced': ['send([1, "probe.ask", null, 3, "one"])', 'PROTOCOL_VIOLATION'],
  'an endless number of arguments': ['send([1, "probe.ask", null, 1e9])', 'PROTOCOL_VIOLATION'],
  'an id that is not a number': ['send(["1", "probe.ask", null, 0])', 'PROTOCOL_VIOLATION'],
  'NaN as an id': ['send([NaN, "probe.ask", null, 0])', 'PROTOCOL_VIOLATION'],
  'an array with holes': [
    'const holes = [1, "probe.ask", null, 2]; holes.length = 6; send(holes)',
    'PROTOCOL_VIOLATION',
  ],
  'an answer to a call nobody made': ['send([-1, 1e6, null, 1, "value"])', 'PROTOCOL_VIOLATION'],
  'a callback of the host that was never given': ['send([-2, 12, null, 0])', 'PROTOCOL_VIOLATION'],
  'slots into a prototype': [
    'send([1, "probe.ask", [[{}, "__proto__", 0, 1]], 1, {}])',
    'PROTOCOL_VIOLATION',
  ],
  'slots over a value': ['send([1, "probe.ask", [[null, 0, 0, 1]], 1, "value"])', 'PROTOCOL_VIOLATION'],
  'a batch of a million elements': ['send(new Array(1e6).fill(1))', 'LIMIT_EXCEEDED'],
  'an argument nested 10,000 deep': [
    'let nest = 1; for (let i = 0; i < 1500; i++) nest = [nest]; send([1, "probe.ask", null, 1, nest])',
    'LIMIT_EXCEEDED',
  ],
  'a transferred port': [
    'const { port1 } = new MessageChannel(); port.postMessage([1, "probe.ask", null, 1, port1], [port1])',
    'LIMIT_EXCEEDED',
  ],
  'a number that takes seconds to print': [
    'send([1, "probe.ask", null, 1, 2n ** 500_000n])',
    'LIMIT_EXCEEDED',
  ],
  'an array with a hidden payload': [
    'const list = [1]; list.hidden = new Uint8Array(1e8); send([1, "probe.ask", null, 1, list])',
    'LIMIT_EXCEEDED',
  ],
  'an answer that would be awaited for ever': [
    'const v = { then: null }; send([-1, 1, [[v, "then", 0, 9]], 1, v])',
    'PROTOCOL_VIOLATION',
  ],
  'an argument of 100 MB': ['send([1, "probe.ask", null, 1, new ArrayBuffer(1e8)])', 'LIMIT_EXCEEDED'],
};

/** Each is answered or ignored, and the plugin lives on. */
const HARMLESS: Record<string, string> = {
  'methods named like members of Object':
    '["__proto__", "constructor", "toString", "hasOwnProperty"].forEach((name, i) => send([i + 1, name, null, 0]))',
  'a late answer': 'send([-1, 1, null, 1, "again"])',
  'a replayed call': 'const call = [1, "probe.ask", null, 0]; send(call, call)',
  'calls out of order': 'send([5, "probe.ask", null, 0], [4, "probe.ask", null, 0])',
  'a disposal of nothing': 'send([1, "probe.ask", null, 0], [-2, -1, null, 1, undefined])',
  'a cancel of what is done': 'send([1, "probe.ask", null, 0], [-2, -1, null, 1, { message: "cancelled" }])',
  'a cyclic argument': 'const ring = {}; ring.ring = ring; send([1, "probe.ask", null, 1, ring])',
  'an argument with own fields of the wire':
    'send([1, "probe.ask", null, 1, { __proto__: null, length: 5, then: 1, dispose: 1, release: 1 }])',
};

describe('a forged runtime', () => {
  const pools: FramePool[] = [];
  const calls: string[] = [];

  afterEach(() => {
    for (const pool of pools.splice(0)) pool.dispose();
    calls.length = 0;
    expect(document.querySelectorAll('iframe').length).to.equal(0);
  });

  async function start(attack: string, limits: Partial<SandboxLimits> = {}): Promise<PluginSandbox> {
    const pool = createFramePool(forged(attack), { frameUrl: '/test/runtime', size: 0 });
    pools.push(pool);
    const sandbox = new PluginSandbox({
      pluginId: 'forged',
      isolate: pool.take,
      limits,
      dispatch: (method) => {
        calls.push(method);
        if (method !== 'probe.ask') throw Object.assign(new Error('none'), { code: 'NOT_FOUND' });
        return 'answer';
      },
    });
    return sandbox;
  }

  for (const [name, [attack, code]] of Object.entries(FATAL)) {
    it(`is ended by ${name}`, async () => {
      const sandbox = await start(attack);
      const closed = new Promise((resolve) => void sandbox.onDidClose(({ code }) => resolve(code)));
      await sandbox.load('').catch(() => undefined);
      expect(await closed).to.equal(code);
      expect(sandbox.size).to.deep.equal({ outbound: 0, inbound: 0, callbacks: 0, disposables: 0 });
    });
  }

  it('is ended by messages that do not wait for credit', async () => {
    const sandbox = await start('for (let i = 0; i < 500; i++) send([])', {
      messagesPerSecond: 1,
      messagesBurst: 100,
    });
    const closed = new Promise((resolve) => void sandbox.onDidClose(({ code }) => resolve(code)));
    await sandbox.load('').catch(() => undefined);
    expect(await closed).to.equal('PROTOCOL_VIOLATION');
  });

  for (const [name, attack] of Object.entries(HARMLESS)) {
    it(`gains nothing by ${name}`, async () => {
      const sandbox = await start(attack);
      await sandbox.load('');
      await sandbox.call('ping', []);
      expect(sandbox.closed).to.equal(undefined);
      expect(({} as Record<string, unknown>).then).to.equal(undefined);
      sandbox.dispose();
    });
  }
});
