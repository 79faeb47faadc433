import { afterEach, describe, expect, it, vi } from 'vitest';
import { toDisposable } from '../disposable.ts';
import { errorCode, PluginError } from '../errors.ts';
import type { RemoteCallback } from './callbacks.ts';
import { createPeer, type InboundCall, type Peer, type PeerOptions } from './peer.ts';

type Handlers = Record<string, (args: unknown[], call: InboundCall) => unknown>;

/** Two peers over a real MessageChannel. */
function connect(handlers: Handlers, options: Partial<PeerOptions> = {}) {
  const { port1, port2 } = new MessageChannel();
  const batches: unknown[][] = [];
  const violations: PluginError[] = [];
  const make = (port: MessagePort, own: Handlers, extra: Partial<PeerOptions> = {}): Peer => {
    const table = new Map(Object.entries(own));
    const peer = createPeer({
      post(batch, transfer) {
        port.postMessage(batch, transfer);
        batches.push(batch);
      },
      dispatch(method, args, call) {
        const handler = table.get(method);
        if (!handler) throw new PluginError('NOT_FOUND', `There is no method ${method}`);
        return handler(args, call);
      },
      onViolation: (error) => violations.push(error),
      ...extra,
    });
    port.onmessage = ({ data }) => peer.receive(data);
    return peer;
  };
  const client = make(port1, {}, options);
  const server = make(port2, handlers, options);
  const end = () => {
    port1.close();
    port2.close();
  };
  return { client, server, batches, violations, end };
}

const rejection = (promise: Promise<unknown>) =>
  promise.then(
    () => expect.unreachable('expected a rejection'),
    (error: unknown) => error as PluginError,
  );
const nothing = { outbound: 0, inbound: 0, callbacks: 0, disposables: 0 };

describe('peer', () => {
  let connection: ReturnType<typeof connect>;
  afterEach(() => connection?.end());

  it('answers calls, sync and async, with values and undefined', async () => {
    connection = connect({ add: ([a, b]) => (a as number) + (b as number), later: async () => undefined });
    expect(await connection.client.call('add', [1, 2])).toBe(3);
    expect(await connection.client.call('later', [])).toBeUndefined();
    expect(connection.client.size()).toEqual(nothing);
    expect(connection.server.size()).toEqual(nothing);
  });

  it('sends a thousand calls of one turn as one message, and their answers as one', async () => {
    connection = connect({ double: ([value]) => (value as number) * 2 });
    const calls = Array.from({ length: 1000 }, (_, index) => connection.client.call('double', [index]));
    expect(await Promise.all(calls)).toEqual(Array.from({ length: 1000 }, (_, index) => index * 2));
    expect(connection.batches).toHaveLength(2);
  });

  it('keeps name, message, code, data, stack and cause of an error', async () => {
    connection = connect({
      fail() {
        throw Object.assign(new RangeError('too far', { cause: new TypeError('root') }), {
          code: 'E_FAR',
          data: { limit: 3 },
        });
      },
    });
    const error = await rejection(connection.client.call('fail', []));
    expect(error).toMatchObject({
      name: 'RangeError',
      message: 'too far',
      code: 'E_FAR',
      data: { limit: 3 },
    });
    expect(error.cause).toMatchObject({ name: 'TypeError', message: 'root' });
    expect(error.stack).toContain('peer.test.ts');
  });

  it.each([[undefined], [null], ['text'], [0]])('turns a thrown %j into an error', async (thrown) => {
    connection = connect({ fail: () => Promise.reject(thrown) });
    expect(await rejection(connection.client.call('fail', []))).toBeInstanceOf(PluginError);
  });

  it('calls functions back, nested ones too, until they are released', async () => {
    let kept: RemoteCallback | undefined;
    connection = connect({
      async use([argument]) {
        const { list } = argument as { list: unknown[] };
        kept = list[1] as RemoteCallback;
        return kept?.('hello');
      },
    } as Handlers);
    const argument = { list: [1, (word: string) => `${word}!`] };
    expect(await connection.client.call('use', [argument], { callbacks: true })).toBe('hello!');
    expect(typeof argument.list[1]).toBe('function');
    expect(connection.client.size().callbacks).toBe(1);
    kept?.release();
    expect(errorCode(await rejection(Promise.resolve(kept?.('again'))))).toBe('DISPOSED');
    await connection.server.call('none', []).catch(() => undefined);
    expect(connection.client.size()).toEqual(nothing);
  });

  it('forgets the callbacks of a call that fails', async () => {
    connection = connect({});
    await rejection(connection.client.call('none', [() => 1], { callbacks: true }));
    expect(connection.client.size()).toEqual(nothing);
  });

  it('refuses a function where none is declared, naming its path, and loses nothing else of the batch', async () => {
    connection = connect({ echo: ([value]) => value });
    const [bad, good] = [
      rejection(connection.client.call('echo', [{ items: [{}, { onClick() {} }] }])),
      connection.client.call('echo', ['fine']),
    ];
    expect(await bad).toMatchObject({
      code: 'DATA_CLONE',
      message: expect.stringContaining('args[0].items[1].onClick'),
    });
    expect(await good).toBe('fine');
    expect(connection.client.size()).toEqual(nothing);
  });

  it('names the path of a result that cannot be cloned', async () => {
    connection = connect({ bad: () => ({ a: { b: () => 1 } }) });
    expect(await rejection(connection.client.call('bad', []))).toMatchObject({
      code: 'DATA_CLONE',
      message: expect.stringContaining('result.a.b'),
    });
  });

  it('cancels by signal on both sides', async () => {
    let seen: AbortSignal | undefined;
    let started: (() => void) | undefined;
    const running = new Promise<void>((resolve) => {
      started = resolve;
    });
    connection = connect({
      wait: (_, call) => {
        seen = call.signal;
        started?.();
        return new Promise(() => {});
      },
    });
    const controller = new AbortController();
    const call = rejection(connection.client.call('wait', [], { signal: controller.signal }));
    await running;
    controller.abort(new Error('changed my mind'));
    expect(await call).toMatchObject({ code: 'ABORTED', cause: { message: 'changed my mind' } });
    await vi.waitFor(() => expect(seen?.aborted).toBe(true));
    expect(connection.server.size()).toEqual(nothing);
    expect(
      errorCode(await rejection(connection.client.call('wait', [], { signal: controller.signal }))),
    ).toBe('ABORTED');
  });

  it('gives up at the deadline, by one timer for all', async () => {
    const timers: number[] = [];
    let now = 0;
    let fire: (() => void) | undefined;
    const clock = {
      now: () => now,
      setTimeout: (callback: () => void, milliseconds: number) => {
        timers.push(milliseconds);
        fire = callback;
        return callback;
      },
      clearTimeout: () => undefined,
    };
    connection = connect({ wait: () => new Promise(() => {}) }, { clock, deadline: 100 });
    const calls = [1, 2, 3].map(() => rejection(connection.client.call('wait', [])));
    expect(timers).toEqual([100]);
    now = 100;
    fire?.();
    for (const error of await Promise.all(calls))
      expect(error).toMatchObject({ code: 'DEADLINE_EXCEEDED', message: expect.stringContaining('wait') });
    expect(connection.client.size()).toEqual(nothing);
  });

  it('keeps a returned disposable until it is disposed', async () => {
    const dispose = vi.fn();
    connection = connect({ on: () => toDisposable(dispose) });
    const subscription = connection.client.subscribe('on', [() => 1], { callbacks: true });
    await subscription.ready;
    expect(connection.server.size().disposables).toBe(1);
    subscription.dispose();
    subscription.dispose();
    await vi.waitFor(() => expect(dispose).toHaveBeenCalledTimes(1));
    expect(connection.client.size()).toEqual(nothing);
    expect(connection.server.size()).toEqual(nothing);
  });

  it('disposes what arrives after its subscription was given up', async () => {
    const dispose = vi.fn();
    let finish: ((value: unknown) => void) | undefined;
    connection = connect({
      on: () =>
        new Promise((resolve) => {
          finish = resolve;
        }),
    });
    const subscription = connection.client.subscribe('on', []);
    subscription.dispose();
    await vi.waitFor(() => expect(finish).toBeDefined());
    finish?.(toDisposable(dispose));
    await subscription.ready;
    expect(dispose).toHaveBeenCalledTimes(1);
    expect(connection.server.size()).toEqual(nothing);
  });

  it('rejects what is pending and disposes what is held when it closes', async () => {
    const dispose = vi.fn();
    connection = connect({ on: () => toDisposable(dispose), wait: () => new Promise(() => {}) });
    await connection.client.subscribe('on', []).ready;
    const waiting = rejection(connection.client.call('wait', []));
    connection.client.close(new PluginError('DISPOSED', 'gone'));
    connection.server.close(new PluginError('DISPOSED', 'gone'));
    expect(await waiting).toMatchObject({ code: 'DISPOSED', message: 'gone' });
    expect(dispose).toHaveBeenCalledTimes(1);
    expect(await rejection(connection.client.call('wait', []))).toMatchObject({ code: 'DISPOSED' });
    expect(connection.client.size()).toEqual(nothing);
    expect(connection.server.size()).toEqual(nothing);
  });

  it('reports a notification whose handler throws', async () => {
    const onNotifyError = vi.fn();
    connection = connect({ bad: () => Promise.reject(new Error('no')) }, { onNotifyError });
    connection.client.notify('bad', []);
    await vi.waitFor(() =>
      expect(onNotifyError).toHaveBeenCalledWith(expect.objectContaining({ message: 'no' }), 'bad'),
    );
  });

  it('moves transferables, in order with what was sent before', async () => {
    const order: unknown[] = [];
    connection = connect({
      take: ([value]) => void order.push(value instanceof ArrayBuffer ? value.byteLength : value),
    });
    const buffer = new ArrayBuffer(8);
    const calls = [
      connection.client.call('take', ['before']),
      connection.client.call('take', [buffer], { transfer: [buffer] }),
      connection.client.call('take', ['after']),
    ];
    await Promise.all(calls);
    expect(order).toEqual(['before', 8, 'after']);
    expect(buffer.byteLength).toBe(0);
  });

  it.each([
    ['no batch', 'text'],
    ['an unknown op', [99]],
    ['a truncated frame', [1, 1, 'echo']],
    ['an id that is no id', [1, 0, 'echo', null, 0]],
    ['a repeated id', [1, 1, 'echo', null, 0, 1, 1, 'echo', null, 0]],
    ['more arguments than there are', [1, 1, 'echo', null, 2, 'one']],
    ['a negative number of arguments', [1, 1, 'echo', null, -1]],
    ['a method that is no name', [1, 1, {}, null, 0]],
    ['slots that are no pairs', [1, 1, 'echo', [[0]], 1, null]],
    ['a slot that leads nowhere', [1, 1, 'echo', [[0, 'a'], 1], 1, null]],
    ['a slot into a prototype', [1, 1, 'echo', [['__proto__', 'x'], 1], 1, null]],
    ['a slot over a value', [1, 1, 'echo', [[0], 1], 1, 'value']],
    ['an answer to a call that was never made', [3, 7, 'value']],
    ['a release of a callback that was never given', [7, 5]],
  ])('closes on %s', (_, batch) => {
    connection = connect({ echo: ([value]) => value });
    connection.server.receive(batch);
    expect(connection.violations).toHaveLength(1);
    expect(connection.violations[0]).toMatchObject({ code: 'PROTOCOL_VIOLATION' });
    expect(connection.server.size()).toEqual(nothing);
  });

  it.each(['constructor', '__proto__', 'toString'])('finds no method %s', async (method) => {
    connection = connect({ echo: () => 1 });
    expect(errorCode(await rejection(connection.client.call(method, [])))).toBe('NOT_FOUND');
  });
});
