import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PluginError } from '../errors.ts';
import { createPeer, type InboundCall, type Peer, type RemoteCallback } from './peer.ts';
import { streamReferences } from './references.ts';
import { deferred, fakeClock, nothing } from './test-peers.ts';
import { transferring } from './transfer.ts';

/** Enough turns of the microtask queue for every chain of promises between two messages. */
async function settle(turns = 12): Promise<void> {
  for (let turn = 0; turn < turns; turn++) await undefined;
}

/**
 * Two peers over a wire that delivers only when it is told, with everything that can be done to them as numbered operations. It
 * remembers what it has started, so that a test can ask whether all of it has ended.
 */
class World {
  readonly clock = fakeClock();
  readonly sides: Side[] = [new Side(this), new Side(this)];
  readonly violations: PluginError[] = [];
  readonly unsettled = new Set<Promise<unknown>>();
  readonly held = new Set<object>();
  readonly running = new Set<object>();
  readonly listening = new Map<AbortSignal, number>();
  disposedTwice = 0;

  side(index: number): Side {
    return this.sides[index % 2] as Side;
  }

  /** Counts a promise until it settles, whichever way. */
  track(promise: Promise<unknown>): void {
    this.unsettled.add(promise);
    promise.catch(() => undefined).finally(() => this.unsettled.delete(promise));
  }

  /** Delivers what is on the wire, and what that brings about, until it is quiet. */
  async quiet(): Promise<void> {
    for (let idle = 0; idle < 3; ) {
      await settle();
      // Streams of the platform need a task, not only microtasks.
      await new Promise((resolve) => setImmediate(resolve));
      idle = this.sides.some((side) => side.deliver(Number.POSITIVE_INFINITY)) ? 0 : idle + 1;
    }
  }
}

class Side {
  readonly incoming: unknown[] = [];
  readonly callbacks: RemoteCallback[] = [];
  readonly iterators: AsyncIterator<unknown>[] = [];
  readonly readers: ReadableStreamDefaultReader[] = [];
  readonly subscriptions: { dispose(): void; ready: Promise<void> }[] = [];
  readonly controllers: AbortController[] = [];
  readonly waiting: ReturnType<typeof deferred>[] = [];
  readonly peer: Peer;
  readonly world: World;

  constructor(world: World) {
    this.world = world;
    this.peer = createPeer({
      post: transferring((batch, moved) => {
        this.other.incoming.push(structuredClone(batch, { transfer: moved }));
      }),
      dispatch: (method, args, call) => this.dispatch(method, args, call),
      references: streamReferences(),
      onViolation: (error) => this.world.violations.push(error),
      deadline: 100,
      clock: world.clock,
    });
  }

  get other(): Side {
    return this.world.sides[this.world.sides[0] === this ? 1 : 0] as Side;
  }

  deliver(count: number): boolean {
    const batches = this.incoming.splice(0, count);
    for (const batch of batches) this.peer.receive(batch);
    return batches.length > 0;
  }

  dispatch(method: string, args: unknown[], call: InboundCall): unknown {
    switch (method) {
      case 'echo':
        return args[0];
      case 'fail':
        throw new PluginError('E_FAIL', 'on purpose', { data: args });
      case 'bad':
        return { value: () => 1 };
      case 'signal':
        return call.signal.aborted;
      case 'wait':
        return this.#wait();
      case 'on':
        return this.#disposable();
      case 'onLate':
        return this.#wait().then(() => this.#disposable());
      case 'source':
        return this.#source(args[0] as number);
      case 'sourceLate':
        return this.#wait().then(() => this.#source(args[0] as number));
      case 'stream':
        return this.#stream(args[0] as number);
      case 'take':
        for (const value of args) this.#take(value);
        return args.length > 1 ? this.#wait() : undefined;
      default:
        throw new PluginError('NOT_FOUND', method);
    }
  }

  /** One of everything that can be passed by reference. */
  argument(kind: number): unknown {
    switch (kind % 6) {
      case 0:
        return { list: [(value: unknown) => value] };
      case 1:
        return () => this.#wait();
      case 2:
        return this.#source(kind);
      case 3:
        return { stream: this.#stream(kind) };
      case 4:
        return this.controller(kind).signal;
      default:
        return AbortSignal.abort(kind);
    }
  }

  controller(index: number): AbortController {
    if (this.controllers.length < 3) this.controllers.push(new AbortController());
    return this.controllers[index % this.controllers.length] as AbortController;
  }

  #wait(): Promise<unknown> {
    const wait = deferred();
    this.waiting.push(wait);
    return wait.promise;
  }

  #disposable() {
    const { world } = this;
    const disposable = {
      dispose() {
        if (!world.held.delete(disposable)) world.disposedTwice++;
      },
    };
    world.held.add(disposable);
    return disposable;
  }

  /** An iterator that makes so many items, then ends, fails or waits for ever. */
  #source(kind: number): AsyncIterable<unknown> {
    const { running } = this.world;
    let made = 0;
    const iterator = {
      next: async () => {
        if (made++ < kind % 20) return { done: false, value: made };
        if (kind % 3 === 2) return new Promise(() => undefined);
        running.delete(iterator);
        if (kind % 3 === 1) throw new Error('source');
        return { done: true };
      },
      return: () => running.delete(iterator),
    };
    running.add(iterator);
    return { [Symbol.asyncIterator]: () => iterator as unknown as AsyncIterator<unknown> };
  }

  #stream(kind: number): ReadableStream {
    const { running } = this.world;
    const key = {};
    let made = 0;
    running.add(key);
    return new ReadableStream(
      {
        pull(controller) {
          if (made++ < kind % 20) return controller.enqueue(made);
          running.delete(key);
          return kind % 2 ? controller.close() : controller.error(new Error('stream'));
        },
        cancel: () => void running.delete(key),
      },
      { highWaterMark: 0 },
    );
  }

  #take(value: unknown): void {
    if (typeof value === 'function') this.callbacks.push(value as RemoteCallback);
    else if (value instanceof ReadableStream) this.readers.push(value.getReader());
    else if (value instanceof AbortSignal) value.addEventListener('abort', () => undefined);
    else if (typeof value === 'object' && value !== null) {
      if (Symbol.asyncIterator in value)
        this.iterators.push((value as AsyncIterable<unknown>)[Symbol.asyncIterator]());
      else for (const item of Object.values(value)) this.#take(item);
    }
  }

  /** Takes what a call answers, if it is something to let go of. */
  keep(promise: Promise<unknown>): void {
    this.world.track(promise.then((value) => this.#take(value)));
  }
}

const METHODS = ['echo', 'fail', 'bad', 'signal', 'wait', 'none'];
const pick = <T>(list: T[], index: number): T | undefined => list[index % list.length];

/** What can be done, by name; `a` and `b` choose among what there is to do it to. */
const operations: Record<string, (world: World, side: Side, a: number, b: number) => unknown> = {
  call: (_, side, a, b) => side.keep(side.peer.call(pick(METHODS, a) as string, [b])),
  callCancellable: (_, side, a, b) =>
    side.keep(side.peer.call(pick(METHODS, a) as string, [b], { signal: side.controller(b).signal })),
  callPatient: (_, side, a, b) => side.keep(side.peer.call(pick(METHODS, a) as string, [b], { deadline: 0 })),
  uncloneable: (_, side) => side.keep(side.peer.call('echo', [() => 1])),
  notify: (_, side, a, b) => side.peer.notify(pick([...METHODS, 'on', 'onLate', 'source'], a) as string, [b]),
  source: (_, side, a, b) => side.keep(side.peer.call(a % 2 ? 'source' : 'stream', [b])),
  sourceLate: (_, side, a, b) =>
    side.keep(side.peer.call('sourceLate', [b], { signal: side.controller(a).signal })),
  lend: (_, side, a, b) =>
    side.keep(
      side.peer.call(
        b % 5 ? 'take' : 'none',
        b % 3 ? [side.argument(a)] : [side.argument(a), [side.argument(b)]],
        { references: true },
      ),
    ),
  subscribe(world, side, a) {
    const subscription = side.peer.subscribe(a % 2 ? 'on' : 'onLate', [a % 3 ? () => 1 : side.argument(4)], {
      references: true,
    });
    world.track(subscription.ready);
    side.subscriptions.push(subscription);
  },
  dispose: (_, side, a) => pick(side.subscriptions, a)?.dispose(),
  abort: (_, side, a) => pick(side.controllers.splice(0), a)?.abort(a),
  invoke(world, side, a, b) {
    const callback = pick(side.callbacks, a);
    if (callback) world.track(callback(b));
  },
  release: (_, side, a) => pick(side.callbacks, a)?.release(),
  next(world, side, a, b) {
    const iterator = pick(side.iterators, a);
    for (let times = b % 12; iterator && times >= 0; times--) world.track(iterator.next());
  },
  return(world, side, a) {
    const iterator = pick(side.iterators, a);
    if (iterator) world.track(iterator.return?.() ?? Promise.resolve());
  },
  read(world, side, a, b) {
    const reader = pick(side.readers, a);
    for (let times = b % 12; reader && times >= 0; times--) world.track(reader.read());
  },
  cancel(world, side, a) {
    const reader = pick(side.readers, a);
    if (reader) world.track(reader.cancel(new Error('read enough')));
  },
  settle(_, side, a, b) {
    const [wait] = side.waiting.splice(a % (side.waiting.length || 1), 1);
    if (b % 2) wait?.resolve(b);
    else wait?.reject(new Error('waited in vain'));
  },
  deliver: (_, side, a) => side.deliver(1 + (a % 4)),
  pass: (world, _, a) => world.clock.advance(a),
};
const names = [
  ...Object.keys(operations),
  ...['source', 'source', 'next', 'next', 'read', 'deliver', 'deliver', 'deliver', 'settle'],
];

const step = fc.record({
  operation: fc.constantFrom(...names),
  side: fc.nat(1),
  a: fc.nat(60),
  b: fc.oneof(fc.nat(60), fc.nat(7)),
  /** Whether the microtasks run before the next step. */
  turn: fc.boolean(),
});
type Step = { operation: string; side: number; a: number; b: number; turn: boolean };

async function run(world: World, steps: readonly Step[]): Promise<void> {
  for (const { operation, side, a, b, turn } of steps) {
    operations[operation]?.(world, world.side(side), a, b);
    if (turn) await settle(b % 5);
  }
}

/** Nothing is on its way: what one side waits for is what the other one works on. */
function expectMatching({ sides: [one, two] }: World): void {
  expect(one?.peer.size().outbound).toBe(two?.peer.size().inbound);
  expect(two?.peer.size().outbound).toBe(one?.peer.size().inbound);
}

/** Ends by itself all that an honest side is responsible for. */
async function letGo(world: World): Promise<void> {
  await world.quiet();
  expectMatching(world);
  for (let round = 0; round < 3; round++) {
    for (const side of world.sides) {
      for (const wait of side.waiting.splice(0)) wait.resolve(undefined);
      for (const subscription of side.subscriptions) subscription.dispose();
    }
    await world.quiet();
    for (const side of world.sides) {
      for (const callback of side.callbacks.splice(0)) callback.release();
      for (const iterator of side.iterators.splice(0)) void iterator.return?.();
      for (const reader of side.readers.splice(0)) reader.cancel().catch(() => undefined);
    }
    await world.quiet();
  }
}

function expectEmpty(world: World): void {
  expect(world.violations).toEqual([]);
  expect(world.sides.map(({ peer }) => peer.size())).toEqual([nothing, nothing]);
  expect({
    unsettled: world.unsettled.size,
    held: world.held.size,
    running: world.running.size,
    disposedTwice: world.disposedTwice,
  }).toEqual({ unsettled: 0, held: 0, running: 0, disposedTwice: 0 });
}

const gone = new PluginError('DISPOSED', 'gone');

describe('two peers', () => {
  it('hold nothing once both sides have let go, whatever happened in whatever order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 80, size: 'max' }), async (steps) => {
        const world = new World();
        await run(world, steps);
        await letGo(world);
        expectEmpty(world);
      }),
      { numRuns: 200 },
    );
  });

  it('hold nothing once both are closed, at any moment', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 60, size: 'max' }),
        fc.array(step, { maxLength: 20, size: 'max' }),
        async (before, after) => {
          const world = new World();
          await run(world, before);
          world.side(0).peer.close(gone);
          await run(world, after);
          world.side(1).peer.close(gone);
          for (const side of world.sides) for (const wait of side.waiting.splice(0)) wait.resolve(undefined);
          await world.quiet();
          for (const side of world.sides) {
            for (const iterator of side.iterators) world.track(iterator.next());
            for (const reader of side.readers) world.track(reader.read());
          }
          await world.quiet();
          expectEmpty(world);
          expect(world.clock.timers.size).toBe(0);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('keep no stream whose call was given up while the answer was on its way', async () => {
    const world = new World();
    const [client, server] = world.sides as [Side, Side];
    const controller = new AbortController();
    world.track(client.peer.call('source', [0], { signal: controller.signal }));
    await settle();
    server.deliver(1);
    await settle();
    expect(server.peer.size().callbacks).toBe(1);
    controller.abort();
    await world.quiet();
    expectEmpty(world);
  });
});
