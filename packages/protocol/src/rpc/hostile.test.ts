import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { PluginError } from '../errors.ts';
import { createPeer, type Peer, type PeerOptions } from './peer.ts';
import { streamReferences } from './references.ts';
import { nothing } from './test-peers.ts';
import { ANSWER, END, FUNCTION, ITERABLE, SIGNAL, STREAM } from './wire.ts';

const gone = new PluginError('DISPOSED', 'gone');

/** A peer with a call, a callback, a disposable, a stream and a signal open, and what happens to them. */
function victim(options: Partial<PeerOptions> = {}) {
  const violations: PluginError[] = [];
  const sent: unknown[][] = [];
  const opened = vi.fn();
  const disposed = vi.fn();
  const outcome = vi.fn();
  const callback = vi.fn(() => 'called');
  const peer = createPeer({
    post: (batch) => void sent.push(structuredClone(batch)),
    dispatch(method, args) {
      if (method === 'on') {
        opened();
        return { dispose: disposed };
      }
      if (method === 'wait') return new Promise(() => undefined);
      if (method === 'source') return (async function* () {})();
      return args;
    },
    references: streamReferences(),
    onViolation: (error) => violations.push(error),
    clock: { now: () => 0, setTimeout: () => 0, clearTimeout: () => undefined },
    ...options,
  });
  peer.call('theirs', [callback, new AbortController().signal], { references: true }).then(outcome, outcome);
  peer.receive([1, 'on', null, 0, 2, 'wait', null, 0, 3, 'source', null, 0]);
  return { peer, violations, sent, opened, disposed, outcome, callback };
}

/** The handles that the victim's own numbers have: call 1, function 2, signal 3, stream 4. */
const OWN = { call: 1, callback: 2, signal: 3, stream: 4 };

const ownNames = () =>
  [Object, Array, Map, Promise, Function, Error, String, Number].map(({ prototype }) =>
    Reflect.ownKeys(prototype).map(String).join(),
  );

async function expectContained(
  { peer, outcome, opened, disposed }: ReturnType<typeof victim>,
  receive: (peer: Peer) => void,
): Promise<void> {
  const names = ownNames();
  expect(() => receive(peer)).not.toThrow();
  peer.close(gone);
  expect(peer.size()).toEqual(nothing);
  await Promise.resolve();
  expect(outcome).toHaveBeenCalledTimes(1);
  expect(disposed).toHaveBeenCalledTimes(opened.mock.calls.length);
  expect(ownNames()).toEqual(names);
}

const held = { inner: null };
// biome-ignore lint/suspicious/noThenProperty: that is the attack
const awaited = { then: null };
const many = Array.from({ length: 33 }, (_, index) => [null, index, FUNCTION, index + 1]);

describe('a message that no honest side sends', () => {
  it.each<[string, unknown]>([
    ['no batch', 'text'],
    ['nothing', null],
    ['a frame that is cut off', [1, 'echo']],
    ['an unknown op', [-99, 77, null, 0]],
    ['an op that is no number', ['1', 'echo', null, 0]],
    ['an op that is not a number', [Number.NaN, 'echo', null, 0]],
    ['an answer to a call that was never made', [ANSWER, 77, null, 1, 'value']],
    ['an end of a function that was never lent', [END, 77, null, 1, undefined]],
    ['a frame whose arguments are cut off', [9, 'echo', null, 2, 'one']],
    ['a negative number of arguments', [9, 'echo', null, -4]],
    ['a fractional number of arguments', [9, 'echo', null, 0.5]],
    ['no number of arguments', [9, 'echo', null, Number.NaN]],
    ['a number of arguments that is no number', [9, 'echo', null, '0']],
    ['a number of arguments that is a big one', [9, 'echo', null, 1n, 'one']],
    ['more arguments than memory', [9, 'echo', null, 4_294_967_295]],
    ['an infinite number of arguments', [9, 'echo', null, Number.POSITIVE_INFINITY]],
    ['slots without elements', [9, 'echo', [undefined], 1, null]],
    ['a slot that leads nowhere', [9, 'echo', [[null, 'a', FUNCTION, 1]], 1, null]],
    ['a slot into a prototype', [9, 'echo', [[null, '__proto__', FUNCTION, 1]], 1, null]],
    ['a slot into the prototype of its holder', [9, 'echo', [[{}, 'constructor', FUNCTION, 1]], 1, null]],
    ['a slot over a value', [9, 'echo', [[null, 0, FUNCTION, 1]], 1, 'value']],
    [
      'a slot twice',
      [
        9,
        'echo',
        [
          [null, 0, FUNCTION, 1],
          [null, 0, FUNCTION, 2],
        ],
        1,
        null,
      ],
    ],
    ['a slot whose key cannot be a key', [9, 'echo', [[null, { toString: 1 }, FUNCTION, 1]], 1, null]],
    ['a number of a call that is not answered yet', [9, 'wait', null, 0, 9, 'wait', null, 0]],
    ['a function as an answer', [ANSWER, OWN.call, [[null, 0, FUNCTION, 1]], 1, null]],
    ['an answer that holds a function', [ANSWER, OWN.call, [[held, 'inner', FUNCTION, 1]], 1, held]],
    ['a reference that would be awaited', [9, 'echo', [[awaited, 'then', FUNCTION, 1]], 1, awaited]],
    ['more references than any method takes', [9, 'echo', many, many.length, ...many.map(() => null)]],
    ['a slot in a text', [9, 'echo', [['text', 0, FUNCTION, 1]], 1, null]],
  ])('closes the peer: %s', async (_, message) => {
    const target = victim();
    await expectContained(target, (peer) => peer.receive(message));
    expect(target.violations).toMatchObject([{ code: 'PROTOCOL_VIOLATION' }]);
  });

  it('closes it at once where holes claim to be arguments', async () => {
    const batch: unknown[] = [9, 'echo', null, 4_294_967_000];
    batch.length = 4_294_967_295;
    const started = performance.now();
    const target = victim();
    await expectContained(target, (peer) => peer.receive(structuredClone(batch)));
    expect(performance.now() - started).toBeLessThan(1000);
    expect(target.violations).toHaveLength(1);
  });

  it.each<[string, unknown[]]>([
    ['a second answer', [ANSWER, OWN.call, null, 1, 'value', ANSWER, OWN.call, null, 1, 'value']],
    ['an answer to a function', [ANSWER, OWN.callback, null, 1, 'value']],
    ['an answer to a stream', [ANSWER, OWN.stream, null, 1, 'value']],
    ['an answer to its own call', [ANSWER, -2, null, 1, 'value']],
    ['an answer to its own disposable', [ANSWER, -1, null, 1, 'value']],
    ['an end of what it never began', [END, -77, null, 1, undefined]],
    [
      'an end of no number',
      [END, 'x', null, 0, END, null, null, 0, END, Number.NaN, null, 0, END, {}, null, 0],
    ],
    ['an end without a reason', [END, OWN.callback, null, 0, END, OWN.stream, null, 0, END, -2, null, 0]],
    ['a call of a function that was never lent', [9, 77, null, 0, 10, -77, null, 0]],
    ['a call of a call', [9, OWN.call, null, 1, 'value']],
    ['a call of a signal', [9, OWN.signal, null, 0]],
    ['a call of nothing', [9, null, null, 0, 10, {}, null, 0, 11, undefined, null, 0]],
    ['calls out of order', [50, 'echo', null, 0, 40, 'echo', null, 0]],
    ['calls with odd numbers', [1.5, 'wait', null, 0, Number.POSITIVE_INFINITY, 'on', null, 0]],
    ['a call numbered minus zero', [-0, 'on', null, 0]],
    [
      'a reference of an unknown kind',
      [
        9,
        'echo',
        [
          [null, 0, 99, 1],
          [null, 1, 'x', {}],
        ],
        2,
        null,
        null,
      ],
    ],
    [
      'references to no handle',
      [
        9,
        'echo',
        [
          [null, 0, STREAM, null],
          [null, 1, ITERABLE, 'dispatch'],
        ],
        2,
        null,
        null,
      ],
    ],
  ])('is harmless: %s', async (_, message) => {
    const target = victim();
    await expectContained(target, (peer) => peer.receive(structuredClone(message)));
    expect(target.violations).toEqual([]);
  });

  it('fails a call with an error even if none is given', async () => {
    const { peer, outcome } = victim();
    peer.receive([END, OWN.call, null, 0]);
    await Promise.resolve();
    expect(outcome).toHaveBeenCalledWith(expect.any(PluginError));
  });

  it.each([
    ['text', 'x'],
    ['number', 1],
    ['list', [1, 2]],
    ['odd fields', { name: 1, message: {}, code: [], stack: null, cause: 'because', data: new Map() }],
    ['no end', Object.assign({ message: 'm' }, { cause: null })],
    [
      'huge text',
      { message: 'x'.repeat(1_000_000), stack: 'y'.repeat(1_000_000), code: 'z'.repeat(1_000_000) },
    ],
  ])('makes an error of any record: %s', async (_, record) => {
    const { peer, outcome } = victim();
    peer.receive([END, OWN.call, null, 1, record]);
    await Promise.resolve();
    const error = outcome.mock.calls[0]?.[0] as PluginError;
    expect(error).toBeInstanceOf(PluginError);
    expect([error.code, error.name, error.message].every((text) => typeof text === 'string')).toBe(true);
    expect(error.message.length).toBeLessThan(100_000);
  });

  it('leaves a port inside the arguments to the handler', async () => {
    const seen = vi.fn();
    const { peer } = victim({ dispatch: (_, args) => seen(args[0]) });
    const { port1 } = new MessageChannel();
    peer.receive([9, 'echo', null, 1, port1]);
    expect(seen).toHaveBeenCalledWith(port1);
    port1.close();
  });
});

/** Everything structured clone can deliver, and what the wire is made of. */
const clonable = fc
  .oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.anything({
      withBigInt: true,
      withDate: true,
      withMap: true,
      withSet: true,
      withTypedArray: true,
      withSparseArray: true,
      withNullPrototype: true,
      withObjectString: true,
      key: fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor', 'length', 'then', 'toString')),
    }),
    fc.constantFrom<unknown>(
      ...[ANSWER, END, 0, -0, 1, 2, 3, 4, 5, 9, -1, -2, -3, Number.NaN, 2 ** 32, 2 ** 53],
      ...['on', 'wait', 'source', 'echo', '__proto__', 'length', null, undefined, true],
      ...[[], [null], {}, [[null, 0, FUNCTION, 1]], [[null, 0, ITERABLE, 2]], [[null, 0, SIGNAL, 3]]],
      new Error('x'),
    ),
  )
  .map((value) => {
    try {
      return structuredClone(value);
    } catch {
      return 'not clonable';
    }
  });

/** What an honest side says to {@link victim}. */
const honest: unknown[][] = [
  [9, 'echo', null, 2, 'a', 'b'],
  [0, 'echo', null, 1, { list: [1, 2, 3] }],
  [
    9,
    'echo',
    [
      [null, 0, FUNCTION, 5],
      [null, 1, ITERABLE, 6],
      [null, 2, SIGNAL, 7],
    ],
    3,
    null,
    null,
    null,
  ],
  [ANSWER, OWN.call, null, 1, 'answer'],
  [END, OWN.call, null, 1, { name: 'Error', message: 'm', code: 'C', stack: 's', data: 1, cause: undefined }],
  [9, OWN.callback, null, 1, 'argument', 10, OWN.stream, null, 0, 11, OWN.signal, null, 0],
  [END, OWN.callback, null, 1, false, END, OWN.stream, null, 1, false],
  [END, -1, null, 1, false, END, -2, null, 1, { message: 'cancelled' }, END, -3, null, 1, undefined],
];

const change = fc.record({
  at: fc.nat(30),
  how: fc.constantFrom('replace', 'insert', 'delete', 'repeat', 'hole', 'cut', 'cycle'),
  value: clonable,
});

function mutate(
  batch: unknown[],
  changes: readonly { at: number; how: string; value: unknown }[],
): unknown[] {
  const mutant = structuredClone(batch);
  for (const { at: anywhere, how, value } of changes) {
    const at = anywhere % (mutant.length + 1);
    if (how === 'replace') mutant[at] = value;
    else if (how === 'insert') mutant.splice(at, 0, value);
    else if (how === 'delete') mutant.splice(at, 1);
    else if (how === 'repeat') mutant.push(...mutant.slice(at));
    else if (how === 'hole') delete mutant[at];
    else if (how === 'cut') mutant.length = at;
    else mutant[at] = [mutant, mutant];
  }
  return structuredClone(mutant);
}

describe('any message', () => {
  it('of any data never makes receive throw or keeps anything after the end', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(clonable, fc.array(clonable))), async (messages) => {
        const target = victim();
        await expectContained(target, (peer) => {
          for (const message of messages) peer.receive(message);
        });
        for (const { code } of target.violations) expect(code).toBe('PROTOCOL_VIOLATION');
      }),
      { numRuns: 300 },
    );
  });

  it('made of honest ones does neither', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({ batch: fc.constantFrom(...honest), changes: fc.array(change, { maxLength: 4 }) }),
          {
            minLength: 1,
            maxLength: 6,
          },
        ),
        async (messages) => {
          const target = victim();
          await expectContained(target, (peer) => {
            for (const { batch, changes } of messages) peer.receive(mutate(batch, changes));
          });
        },
      ),
      { numRuns: 500 },
    );
  });
});
