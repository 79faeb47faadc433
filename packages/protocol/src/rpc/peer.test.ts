import { afterEach, describe, expect, it, vi } from 'vitest';
import { toDisposable } from '../disposable.ts';
import { errorCode, PluginError } from '../errors.ts';
import type { RemoteCallback } from './peer.ts';
import { type Connection, connect, deferred, fakeClock, nothing, rejection } from './test-peers.ts';

const gone = new PluginError('DISPOSED', 'gone');

describe('peer', () => {
  let connection: Connection;
  afterEach(() => connection?.end());

  it('answers calls, sync and async, with values and undefined', async () => {
    connection = connect({ add: ([a, b]) => (a as number) + (b as number), later: async () => undefined });
    expect(await connection.client.call('add', [1, 2])).toBe(3);
    expect(await connection.client.call('later', [])).toBeUndefined();
    expect(connection.client.size()).toEqual(nothing);
    expect(connection.server.size()).toEqual(nothing);
  });

  it('calls in both directions, and from within a call', async () => {
    connection = connect(
      { outer: async ([value]) => `outer ${await connection.server.call('inner', [value])}` },
      {},
      { inner: ([value]) => `inner ${value}` },
    );
    expect(await connection.client.call('outer', ['x'])).toBe('outer inner x');
  });

  it.each([0, 1, 2, 3, 10, 1000])('passes %i arguments as they are', async (count) => {
    const seen: unknown[][] = [];
    connection = connect({ count: (args) => seen.push(args) });
    const args = Array.from({ length: count }, (_, index) => (index % 2 ? null : index));
    await connection.client.call('count', args);
    connection.client.notify('count', args);
    await connection.client.call('count', []);
    expect(seen).toEqual([args, args, []]);
    expect(seen.every((list) => Object.getPrototypeOf(list) === Array.prototype)).toBe(true);
  });

  it('waits for a promise of any kind', async () => {
    connection = connect({
      // biome-ignore lint/suspicious/noThenProperty: a promise of another library
      foreign: () => ({ then: (resolve: (value: unknown) => void) => resolve('kept') }),
      // biome-ignore lint/suspicious/noThenProperty: a promise of another library
      broken: () => ({ then: (_: unknown, reject: (error: unknown) => void) => reject(new Error('lost')) }),
      forged: () => Object.create(Promise.prototype),
    });
    expect(await connection.client.call('foreign', [])).toBe('kept');
    expect(await rejection(connection.client.call('broken', []))).toMatchObject({ message: 'lost' });
    expect(await rejection(connection.client.call('forged', []))).toMatchObject({ name: 'TypeError' });
    expect(connection.server.size()).toEqual(nothing);
  });

  it('sends a thousand calls of one turn as one message, and their answers as one', async () => {
    connection = connect({ double: ([value]) => (value as number) * 2 });
    const calls = Array.from({ length: 1000 }, (_, index) => connection.client.call('double', [index]));
    expect(await Promise.all(calls)).toEqual(Array.from({ length: 1000 }, (_, index) => index * 2));
    expect(connection.batches).toHaveLength(2);
  });

  it('keeps the order of calls and notifications', async () => {
    const seen: unknown[] = [];
    connection = connect({ see: ([value]) => void seen.push(value) });
    connection.client.notify('see', [1]);
    const call = connection.client.call('see', [2]);
    connection.client.notify('see', [3]);
    await call;
    expect(seen).toEqual([1, 2, 3]);
  });

  it('reports a notification whose handler throws', async () => {
    const onNotifyError = vi.fn();
    connection = connect(
      {
        bad: () => Promise.reject(new Error('no')),
        worse: () => {
          throw new Error('never');
        },
      },
      { onNotifyError },
    );
    connection.client.notify('bad', []);
    connection.client.notify('worse', []);
    connection.client.notify('none', [() => 1]);
    await vi.waitFor(() => expect(onNotifyError).toHaveBeenCalledTimes(3));
    expect(onNotifyError).toHaveBeenCalledWith(expect.objectContaining({ message: 'no' }), 'bad');
    expect(onNotifyError).toHaveBeenCalledWith(expect.objectContaining({ message: 'never' }), 'worse');
    expect(onNotifyError).toHaveBeenCalledWith(expect.objectContaining({ code: 'DATA_CLONE' }), 'none');
  });

  it('disposes what a notification returns: nobody else could', async () => {
    const dispose = vi.fn();
    connection = connect({ on: () => toDisposable(dispose), late: async () => toDisposable(dispose) });
    connection.client.notify('on', []);
    connection.client.notify('late', []);
    await vi.waitFor(() => expect(dispose).toHaveBeenCalledTimes(2));
    expect(connection.server.size()).toEqual(nothing);
  });

  it.each(['constructor', '__proto__', 'toString'])('finds no method %s', async (method) => {
    connection = connect({ echo: () => 1 });
    expect(errorCode(await rejection(connection.client.call(method, [])))).toBe('NOT_FOUND');
  });

  describe('errors', () => {
    it('keep name, message, code, data, stack and cause', async () => {
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

    it.each([[undefined], [null], ['text'], [0]])('are made of a thrown %j', async (thrown) => {
      connection = connect({ fail: () => Promise.reject(thrown) });
      const error = await rejection(connection.client.call('fail', []));
      expect(error).toBeInstanceOf(PluginError);
      expect(error.message).toBe(String(thrown));
    });

    it.each([
      ['a symbol', Symbol('x')],
      ['an object that cannot be printed', { message: { toString: 1 } }],
      ['an object without a prototype', Object.create(null)],
      [
        'getters that throw',
        Object.defineProperties(
          {},
          Object.fromEntries(
            ['name', 'message', 'code', 'stack', 'data', 'cause'].map((key) => [
              key,
              {
                get() {
                  throw new Error(key);
                },
              },
            ]),
          ),
        ),
      ],
      ['data that cannot be cloned', Object.assign(new Error('x'), { data: () => 1 })],
    ])('are made of %s', async (_, thrown) => {
      connection = connect({
        fail() {
          throw thrown;
        },
      });
      expect(errorCode(await rejection(connection.client.call('fail', [])))).toBe('PLUGIN_ERROR');
      expect(connection.server.size()).toEqual(nothing);
    });

    it('have a stack that the other side may rewrite, not lose', async () => {
      connection = connect(
        { fail: () => Promise.reject(new Error('x')) },
        { mapStack: (stack) => stack.replaceAll('peer.test', 'mapped') },
      );
      expect((await rejection(connection.client.call('fail', []))).stack).toContain('mapped');
      connection.end();
      connection = connect(
        { fail: () => Promise.reject(new Error('x')) },
        { mapStack: () => ({ not: () => 'a string' }) as never },
      );
      expect(await rejection(connection.client.call('fail', []))).toMatchObject({ message: 'x' });
    });

    it('end a chain of causes that has no end', async () => {
      const error = new Error('first');
      error.cause = new Error('second', { cause: error });
      connection = connect({ fail: () => Promise.reject(error) });
      const received = await rejection(connection.client.call('fail', []));
      expect(received.cause).toMatchObject({ message: 'second', cause: { message: 'first' } });
    });
  });

  describe('what cannot be cloned', () => {
    it('is refused by its path, and nothing else of the batch is lost', async () => {
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

    it.each([
      ['a nested result', { a: { b: () => 1 } }, 'result.a.b'],
      ['a function', () => 1, 'result '],
      ['a promise in a list', [1, Promise.resolve()], 'result[1]'],
      ['a symbol', { key: Symbol('x') }, 'result.key'],
      ['a foreign object', { map: new WeakMap() }, 'result.map'],
    ])('is named in %s', async (_, value, path) => {
      connection = connect({ bad: () => value });
      expect(await rejection(connection.client.call('bad', []))).toMatchObject({
        code: 'DATA_CLONE',
        message: expect.stringContaining(path),
      });
    });

    it('is found in what has no end', async () => {
      const node: Record<string, unknown> = { name: 'node' };
      node.parent = { children: [node] };
      node.onClick = () => 1;
      connection = connect({ echo: ([value]) => value });
      expect(await rejection(connection.client.call('echo', [node]))).toMatchObject({
        message: expect.stringContaining('args[0].onClick'),
      });
    });
  });

  describe('functions', () => {
    it('are called back, nested ones too, until they are released', async () => {
      let kept: RemoteCallback | undefined;
      connection = connect({
        async use([argument]) {
          const { list } = argument as { list: unknown[] };
          kept = list[1] as RemoteCallback;
          return kept?.('hello');
        },
      });
      const argument = { list: [1, (word: string) => `${word}!`] };
      expect(await connection.client.call('use', [argument], { references: true })).toBe('hello!');
      expect(typeof argument.list[1]).toBe('function');
      expect(connection.client.size().callbacks).toBe(1);
      kept?.release();
      expect(errorCode(await rejection(Promise.resolve(kept?.('again'))))).toBe('DISPOSED');
      await connection.server.call('none', []).catch(() => undefined);
      expect(connection.client.size()).toEqual(nothing);
    });

    it('are forgotten when the call fails', async () => {
      connection = connect({});
      await rejection(connection.client.call('none', [() => 1], { references: true }));
      expect(connection.client.size()).toEqual(nothing);
    });

    it('leave the arguments as they were: shared, cyclic, with any key', async () => {
      const seen: unknown[] = [];
      connection = connect({
        async see(args) {
          seen.push(...args);
          return (args[0] as { call: RemoteCallback }).call();
        },
      });
      const shared = { call: () => 'called' };
      const cyclic: Record<string, unknown> = {
        shared,
        again: shared,
        date: new Date(5),
        map: new Map([['key', new Uint8Array(2)]]),
        '': [null, undefined, Number.NaN, -0],
      };
      cyclic.self = cyclic;
      const own = JSON.parse('{"__proto__": {"polluted": true}, "constructor": 1}');
      expect(await connection.client.call('see', [shared, cyclic, own], { references: true })).toBe('called');
      const [first, second, third] = seen as [Record<string, unknown>, Record<string, unknown>, object];
      expect(second.shared).toBe(first);
      expect(second.again).toBe(first);
      expect(second.self).toBe(second);
      expect(second).toMatchObject({ date: new Date(5), map: cyclic.map, '': cyclic[''] });
      expect(Object.keys(third)).toEqual(['__proto__', 'constructor']);
      expect(Object.getPrototypeOf(third)).toBe(Object.prototype);
      expect(cyclic.shared).toBe(shared);
    });

    it('stand only where they were, whatever else is sent', async () => {
      connection = connect({ see: ([a, b]) => [typeof a, b] });
      const forged = [null, 0, 0, 1];
      expect(await connection.client.call('see', [() => 1, forged], { references: true })).toEqual([
        'function',
        forged,
      ]);
    });

    it('are no longer reached after an argument throws while it is read', async () => {
      connection = connect({});
      const argument = {
        callback: () => 1,
        get broken() {
          throw new Error('broken');
        },
      };
      const error = await rejection(connection.client.call('none', [argument], { references: true }));
      expect(error).toMatchObject({ message: 'broken' });
      expect(connection.client.size()).toEqual(nothing);
    });
  });

  describe('cancelling', () => {
    it('by signal stops both sides, with the reason', async () => {
      let seen: AbortSignal | undefined;
      const running = deferred();
      connection = connect({
        wait(_, call) {
          seen = call.signal;
          running.resolve(undefined);
          return new Promise(() => {});
        },
      });
      const controller = new AbortController();
      const call = rejection(connection.client.call('wait', [], { signal: controller.signal }));
      await running.promise;
      controller.abort(new Error('changed my mind'));
      expect(await call).toMatchObject({ code: 'ABORTED', cause: { message: 'changed my mind' } });
      await vi.waitFor(() => expect(seen?.aborted).toBe(true));
      expect(seen?.reason).toMatchObject({ code: 'ABORTED', cause: { message: 'changed my mind' } });
      expect(connection.server.size()).toEqual(nothing);
    });

    it('before the call sends nothing', async () => {
      connection = connect({});
      expect(
        errorCode(await rejection(connection.client.call('wait', [], { signal: AbortSignal.abort() }))),
      ).toBe('ABORTED');
      expect(connection.client.size()).toEqual(nothing);
      await new Promise((resolve) => setTimeout(resolve));
      expect(connection.batches.flat()).not.toContain('wait');
    });

    it('does not keep the signal busy after the answer', async () => {
      connection = connect({ echo: ([value]) => value });
      const { signal } = new AbortController();
      const remove = vi.spyOn(signal, 'removeEventListener');
      await connection.client.call('echo', [1], { signal });
      await vi.waitFor(() => expect(remove).toHaveBeenCalledTimes(1));
    });

    it('gives a signal that has aborted to who asks for it late', async () => {
      const late = deferred<AbortSignal>();
      const go = deferred();
      connection = connect({
        async wait(_, call) {
          await go.promise;
          late.resolve(call.signal);
        },
      });
      const controller = new AbortController();
      const call = rejection(connection.client.call('wait', [], { signal: controller.signal }));
      await vi.waitFor(() => expect(connection.server.size().inbound).toBe(1));
      controller.abort();
      await call;
      await vi.waitFor(() => expect(connection.server.size().inbound).toBe(0));
      go.resolve(undefined);
      expect((await late.promise).aborted).toBe(true);
    });

    it('disposes what the call returns nevertheless, whoever comes first', async () => {
      const dispose = vi.fn();
      const controller = new AbortController();
      connection = connect({
        on() {
          controller.abort();
          return toDisposable(dispose);
        },
      });
      await rejection(connection.client.call('on', [], { signal: controller.signal }));
      await vi.waitFor(() => expect(dispose).toHaveBeenCalledTimes(1));
      expect(connection.server.size()).toEqual(nothing);
    });
  });

  describe('deadlines', () => {
    it('are kept by one timer for all', async () => {
      const clock = fakeClock();
      connection = connect({ wait: () => new Promise(() => {}) }, { clock, deadline: 100 });
      const calls = [1, 2, 3].map(() => rejection(connection.client.call('wait', [])));
      expect(clock.started).toEqual([100]);
      clock.advance(100);
      for (const error of await Promise.all(calls))
        expect(error).toMatchObject({ code: 'DEADLINE_EXCEEDED' });
      expect(connection.client.size()).toEqual(nothing);
      await vi.waitFor(() => expect(connection.server.size()).toEqual(nothing));
    });

    it('may be shorter, longer or none', async () => {
      const clock = fakeClock();
      connection = connect({ wait: () => new Promise(() => {}) }, { clock, deadline: 100 });
      const settled: string[] = [];
      const call = (name: string, deadline?: number) =>
        void connection.client
          .call('wait', [], deadline === undefined ? {} : { deadline })
          .catch((error) => settled.push(`${name} ${errorCode(error)}`));
      call('usual');
      call('long', 300);
      call('short', 10);
      call('none', 0);
      const after = async (milliseconds: number) => {
        clock.advance(milliseconds);
        await Promise.resolve();
        return settled.splice(0);
      };
      expect(await after(9)).toEqual([]);
      expect(await after(1)).toEqual(['short DEADLINE_EXCEEDED']);
      expect(await after(90)).toEqual(['usual DEADLINE_EXCEEDED']);
      expect(await after(200)).toEqual(['long DEADLINE_EXCEEDED']);
      expect(await after(1e9)).toEqual([]);
      connection.client.close(gone);
      await Promise.resolve();
      expect(settled).toEqual(['none DISPOSED']);
    });

    it('leave no timer behind', () => {
      const clock = fakeClock();
      connection = connect({}, { clock });
      connection.client.call('wait', []).catch(() => undefined);
      expect(clock.timers.size).toBe(1);
      connection.client.close(gone);
      expect(clock.timers.size).toBe(0);
    });
  });

  describe('disposables', () => {
    it('stay on their side until they are disposed, once', async () => {
      const dispose = vi.fn();
      connection = connect({ on: () => toDisposable(dispose) });
      const subscription = connection.client.subscribe('on', [() => 1], { references: true });
      await subscription.ready;
      expect(connection.server.size().disposables).toBe(1);
      expect(connection.client.size().callbacks).toBe(1);
      subscription.dispose();
      subscription.dispose();
      await vi.waitFor(() => expect(dispose).toHaveBeenCalledTimes(1));
      expect(connection.client.size()).toEqual(nothing);
      expect(connection.server.size()).toEqual(nothing);
    });

    it('are disposed when they come after their subscription was given up', async () => {
      const dispose = vi.fn();
      const finish = deferred();
      connection = connect({ on: () => finish.promise });
      const subscription = connection.client.subscribe('on', []);
      subscription.dispose();
      await subscription.ready;
      finish.resolve(toDisposable(dispose));
      await vi.waitFor(() => expect(dispose).toHaveBeenCalledTimes(1));
      expect(connection.client.size()).toEqual(nothing);
      expect(connection.server.size()).toEqual(nothing);
    });

    it('that throw are reported', async () => {
      const onNotifyError = vi.fn();
      connection = connect(
        {
          on: () => ({
            dispose() {
              throw new Error('stuck');
            },
          }),
        },
        { onNotifyError },
      );
      connection.client.subscribe('on', []).dispose();
      await vi.waitFor(() =>
        expect(onNotifyError).toHaveBeenCalledWith(expect.objectContaining({ message: 'stuck' }), 'dispose'),
      );
      expect(connection.violations).toEqual([]);
    });

    it('are given no argument: a method called dispose may have parameters of its own', async () => {
      const dispose = vi.fn();
      connection = connect({ on: () => ({ dispose }) });
      await connection.client.subscribe('on', []).ready;
      connection.server.close(gone);
      expect(dispose).toHaveBeenCalledWith();
    });
  });

  describe('closing', () => {
    it('rejects what is pending and ends what is held, the newest first', async () => {
      const disposed: number[] = [];
      let signal: AbortSignal | undefined;
      connection = connect({
        on: ([number]) => toDisposable(() => disposed.push(number as number)),
        wait(_, call) {
          signal = call.signal;
          return new Promise(() => {});
        },
      });
      await connection.client.subscribe('on', [1]).ready;
      await connection.client.subscribe('on', [2, () => 1], { references: true }).ready;
      const waiting = rejection(connection.client.call('wait', []));
      await vi.waitFor(() => expect(signal).toBeDefined());
      connection.client.close(gone);
      connection.server.close(gone);
      expect(await waiting).toMatchObject({ code: 'DISPOSED', message: 'gone' });
      expect(disposed).toEqual([2, 1]);
      expect(signal?.reason).toBe(gone);
      expect(connection.client.size()).toEqual(nothing);
      expect(connection.server.size()).toEqual(nothing);
    });

    it('is final', async () => {
      connection = connect({ echo: ([value]) => value });
      connection.client.close(gone);
      connection.client.close(new PluginError('DISPOSED', 'again'));
      connection.client.notify('echo', []);
      const error = await rejection(connection.client.call('echo', [() => 1], { references: true }));
      expect(error).toBe(gone);
      const { ready, dispose } = connection.client.subscribe('echo', []);
      expect(await rejection(ready)).toBe(gone);
      dispose();
      connection.client.receive([1, 'echo', null, 0]);
      expect(connection.client.size()).toEqual(nothing);
      await new Promise((resolve) => setTimeout(resolve));
      expect(connection.batches).toEqual([]);
    });

    it('by a handler ends the handler, too', async () => {
      const dispose = vi.fn();
      let signal: AbortSignal | undefined;
      connection = connect({
        quit(_, call) {
          signal = call.signal;
          connection.server.close(gone);
          return Promise.resolve(toDisposable(dispose));
        },
      });
      const call = rejection(connection.client.call('quit', []));
      await vi.waitFor(() => expect(dispose).toHaveBeenCalledTimes(1));
      expect(signal?.aborted).toBe(true);
      expect(connection.server.size()).toEqual(nothing);
      connection.client.close(gone);
      await call;
    });

    it('sends what was said before', async () => {
      const seen = vi.fn();
      connection = connect({ bye: seen });
      connection.client.notify('bye', ['now']);
      connection.client.close(gone);
      await vi.waitFor(() => expect(seen).toHaveBeenCalledTimes(1));
    });
  });
});
