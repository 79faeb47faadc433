import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createPeer, type Peer, type PeerOptions, type RemoteCallback } from './peer.ts';
import { streamReferences } from './references.ts';
import { nothing, rejection } from './test-peers.ts';
import { transfer, transferring } from './transfer.ts';

/**
 * What a hostile plugin does to its realm. Every function it puts in place counts how often it was reached and then throws, so a
 * peer that uses one of them is caught twice.
 */
const TRAPS = `
  const reached = {};
  const count = (name) => { reached[name] = (reached[name] ?? 0) + 1; };
  const { defineProperty, getOwnPropertyDescriptor } = Object;
  const { ownKeys } = Reflect;
  const Trap = Error;
  const targets = [];
  // Node itself stands on these, so they are up only while the peer runs.
  const temporary = [];
  for (const [name, holder] of Object.entries({
    Array: Array.prototype, Map: Map.prototype, Set: Set.prototype, Promise: Promise.prototype,
    String: String.prototype, RegExp: RegExp.prototype, Number: Number.prototype, Function: Function.prototype,
    AbortController: AbortController.prototype, ArrayIterator: Reflect.getPrototypeOf([].values()),
    'Array statics': Array, 'Map statics': Map, 'Promise statics': Promise, 'Object statics': Object,
    Reflect, Symbol, globalThis,
  })) {
    for (const key of ownKeys(holder)) {
      const { value, get, configurable } = getOwnPropertyDescriptor(holder, key);
      const label = name + '.' + String(key);
      const trap = function () { count(label); throw new Trap('trap: ' + label); };
      if (!configurable || key === 'globalThis' || (holder === globalThis && get)) continue;
      // No promise can be continued without a look at its constructor; it learns nothing by that.
      if (name.startsWith('Promise') && (key === 'constructor' || key === Symbol.species)) continue;
      if (key === 'constructor' || key === Symbol.species) {
        const original = getOwnPropertyDescriptor(holder, key);
        temporary.push([holder, key, { __proto__: null, get: trap, configurable: true }, original]);
      } else if (get) targets.push([holder, key, { __proto__: null, get: trap, configurable: true }]);
      else if (typeof value === 'function')
        targets.push([holder, key, { __proto__: null, value: trap, configurable: true, writable: true }]);
    }
  }
  for (let key = 0; key < 20; key++) {
    for (const holder of [Array.prototype, Object.prototype]) {
      const trap = function () { count('[' + key + ']'); throw new Trap('trap: ' + key); };
      temporary.push([holder, key, { __proto__: null, get: trap, set: trap, configurable: true }, null]);
    }
  }
  const { deleteProperty } = Reflect;
  let up = false;
  during = (run) => {
    if (!patched || up) return run();
    for (let at = 0; at < temporary.length; at++) defineProperty(temporary[at][0], temporary[at][1], temporary[at][2]);
    up = true;
    try { return run(); } finally { takeDown(); }
  };
  takeDown = () => {
    for (let at = 0; up && at < temporary.length; at++) {
      const original = temporary[at][3];
      if (original) defineProperty(temporary[at][0], temporary[at][1], original);
      else deleteProperty(temporary[at][0], temporary[at][1]);
    }
    up = false;
  };
  let patched = false;
  const setTraps = () => {
    patched = true;
    for (let at = 0; at < targets.length; at++) defineProperty(targets[at][0], targets[at][1], targets[at][2]);
  };
`;

/** Setters and getters under every name the wire uses. */
const POLLUTION = `
  const pollute = () => {
    for (const name of ['op', 'target', 'slots', 'argc', 'args', 'id', 'kind', 'key', 'holder', 'handle', 'value', 'done',
      'run', 'end', 'deadline', 'name', 'message', 'code', 'stack', 'data', 'cause', 'references', 'signal', 'reason',
      'release', 'outbound', 'inbound', 'callbacks', 'disposables', 'ok'])
      Object.defineProperty(Object.prototype, name, { __proto__: null, value: 'polluted', configurable: true, writable: true });
    for (let key = 0; key < 9; key++)
      Object.defineProperty(Object.prototype, key, { __proto__: null, value: 'polluted', configurable: true, writable: true });
  };
`;

/** The port, opened while the realm is in order: that it stays private is the runtime's doing, not the peer's. */
const PORT = `
  const { workerData: { port } } = require('node:worker_threads');
  const postMessage = port.postMessage.bind(port);
  const then = Promise.prototype.then.bind(Promise.resolve());
  let receive;
  let during = (run) => run();
  let takeDown = () => {};
  const post = (batch, moved) => {
    takeDown();
    if (moved.length) postMessage(batch, moved);
    else postMessage(batch);
  };
  globalThis.queueMicrotask = (run) => { then(() => during(run)); };
  port.on('message', (message) => { during(() => receive(message)); });
`;

/** The plugin's side: methods written so that they stand on nothing that can be replaced. */
const GUEST = `
  const NativePromise = Promise;
  let kept;
  let notified = 0;
  const methods = new Map();
  const get = methods.get.bind(methods);
  let now = () => {};
  const peer = rpc.createPeer({
    post: rpc.transferring(post),
    references: rpc.streamReferences(),
    dispatch: (method, args, call) => get(method)(args, call),
    onNotifyError: (error, target) => { reported = '' + target; },
  });
  let reported = '';
  methods.set('echo', (args) => args[0]);
  methods.set('many', (args) => ({ __proto__: null, length: args.length, last: args[args.length - 1] }));
  methods.set('later', (args) => new NativePromise((resolve) => resolve(args[0])));
  methods.set('never', () => new NativePromise(() => {}));
  methods.set('fail', () => { throw { __proto__: null, name: 'E', message: 'on purpose', code: 'E_FAIL', stack: 'stack' }; });
  methods.set('uncloneable', () => ({ __proto__: null, items: { __proto__: null, first: 1, second: () => 1 } }));
  methods.set('use', (args) => args[0].inner(args[1]));
  methods.set('keep', (args) => { kept = args[0]; });
  methods.set('drop', () => { kept.release(); });
  methods.set('on', () => ({ __proto__: null, dispose() { notified += 100; } }));
  methods.set('note', () => { notified++; });
  methods.set('notes', () => notified);
  methods.set('reported', () => reported);
  methods.set('out', (args) => peer.call('answer', args));
  methods.set('outWith', () => peer.call('call', [{ inner: (value) => value }], { __proto__: null, references: true }));
  methods.set('outBad', () => peer.call('answer', [{ bad: () => 1 }]));
  methods.set('size', () => peer.size());
  methods.set('plain', (args) => {
    const error = new Error('plain');
    throw error;
  });
  methods.set('reached', () => reached);
  methods.set('patch', () => { now(); });
  receive = peer.receive;
`;

describe('in a realm that a plugin has changed', () => {
  let bundle: string;
  let worker: Worker;
  let host: Peer;

  beforeAll(async () => {
    const { outputFiles } = await build({
      stdin: {
        contents: `
          import { createPeer } from './peer.ts';
          import { streamReferences } from './references.ts';
          import { transferring } from './transfer.ts';
          globalThis.rpc = { createPeer, streamReferences, transferring };`,
        resolveDir: fileURLToPath(new URL('.', import.meta.url)),
      },
      bundle: true,
      format: 'iife',
      write: false,
    });
    bundle = outputFiles[0]?.text ?? '';
  });

  afterEach(async () => {
    await worker.terminate();
  });

  async function start(before: string, after: string, options: Partial<PeerOptions> = {}): Promise<void> {
    const { port1, port2 } = new MessageChannel();
    const source = `${PORT};${before};${bundle};${GUEST};now = () => {${after}};`;
    worker = new Worker(source, {
      eval: true,
      execArgv: [],
      workerData: { port: port2 },
      transferList: [port2 as never],
    });
    host = createPeer({
      post: transferring((batch, moved) => port1.postMessage(batch, moved)),
      dispatch: (method, args) =>
        method === 'call' ? (args[0] as { inner: RemoteCallback }).inner('called') : args[0],
      references: streamReferences(),
      ...options,
    });
    port1.onmessage = ({ data }) => host.receive(data);
    await host.call('patch', []);
  }

  /** All that a peer does, asked of the worker. */
  async function useEverything(): Promise<void> {
    const calls = Array.from({ length: 50 }, (_, index) => host.call('echo', [index]));
    expect(await Promise.all(calls)).toEqual(Array.from({ length: 50 }, (_, index) => index));
    expect(await host.call('many', [])).toEqual({ length: 0, last: undefined });
    expect(await host.call('many', [1, 2])).toEqual({ length: 2, last: 2 });
    expect(await host.call('many', [1, null, 3, 4, 5])).toEqual({ length: 5, last: 5 });
    expect(await host.call('later', ['x'])).toBe('x');
    expect(await rejection(host.call('fail', []))).toMatchObject({
      ...{ code: 'E_FAIL', name: 'E', message: 'on purpose', stack: 'stack' },
    });
    expect(await rejection(host.call('uncloneable', []))).toMatchObject({
      code: 'DATA_CLONE',
      message: expect.stringContaining('result.items.second'),
    });
    const inner = vi.fn((value) => `${value}!`);
    expect(await host.call('use', [{ inner }, 'hi'], { references: true })).toBe('hi!');
    await host.call('keep', [inner], { references: true });
    const before = host.size().callbacks;
    await host.call('drop', []);
    expect(host.size().callbacks).toBe(before - 1);
    const buffer = new Uint8Array([1, 2, 3]);
    expect(await host.call('echo', [transfer(buffer, [buffer.buffer])])).toEqual(new Uint8Array([1, 2, 3]));
    host.notify('note', []);
    host.notify('fail', []);
    await vi.waitFor(async () => expect(await host.call('reported', [])).toBe('fail'));
    const subscription = host.subscribe('on', []);
    await subscription.ready;
    subscription.dispose();
    expect(await host.call('notes', [])).toBe(101);
    const controller = new AbortController();
    const never = rejection(host.call('never', [], { signal: controller.signal }));
    const waiting = host.call('size', []);
    expect(await waiting).toMatchObject({ inbound: 1 });
    controller.abort();
    expect(await never).toMatchObject({ code: 'ABORTED' });
    expect(await host.call('out', ['there and back'])).toBe('there and back');
    expect(await host.call('outWith', [])).toBe('called');
    expect(await rejection(host.call('outBad', []))).toMatchObject({
      code: 'DATA_CLONE',
      message: expect.stringContaining('args[0].bad'),
    });
    // The last two lent one function, and the host has not let go of it.
    expect(await host.call('size', [])).toEqual({ ...nothing, inbound: 0, callbacks: 1 });
  }

  it('works as ever when nothing was changed', async () => {
    await start('const reached = {}', '');
    await useEverything();
  });

  it('reaches no replaced function, iterator or setter', async () => {
    await start(TRAPS, 'setTraps()');
    await useEverything();
    expect(await host.call('reached', [])).toEqual({});
  });

  it('takes nothing from a polluted Object.prototype, polluted late', async () => {
    await start(`const reached = {};${POLLUTION}`, 'pollute()');
    await useEverything();
    expect(await rejection(host.call('plain', []))).toMatchObject({ code: 'PLUGIN_ERROR', message: 'plain' });
  });

  it('takes nothing from a polluted Object.prototype, polluted before it was loaded', async () => {
    await start(`const reached = {};${POLLUTION};pollute()`, '');
    await useEverything();
    const error = await rejection(host.call('plain', []));
    expect(error).toMatchObject({ code: 'PLUGIN_ERROR', message: 'plain', data: undefined });
    expect(error.cause).toBeUndefined();
  });
});
