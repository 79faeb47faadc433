import { createNanoEvents } from 'nanoevents';
import { describe, expect, it, vi } from 'vitest';
import { createAppNames } from './app-names.ts';
import { createEventBus } from './event-bus.ts';

describe('event bus', () => {
  it('carries events of the app and of plugins, each under its name', () => {
    const bus = createEventBus(createAppNames());
    const listener = vi.fn();
    const subscription = bus.on('acme:mixed', listener);
    bus.emitFrom('acme', 'mixed', [1, 2], true);
    bus.emitFrom('other', 'mixed', [3], true);
    expect(listener.mock.calls).toEqual([[1, 2]]);
    expect(bus.listenerCount('acme', 'mixed', true)).toBe(1);
    subscription.dispose();
    expect(bus.listenerCount('acme', 'mixed', true)).toBe(0);
  });

  it('lets no plugin imitate the app, by the usual names or by those it uses', () => {
    const bus = createEventBus(createAppNames());
    const listener = vi.fn();
    bus.on('project:opened', listener);
    bus.on('board:saved', listener);
    bus.emit('board:saved', []);
    for (const id of ['project', 'board'])
      expect(() => bus.emitFrom(id, id === 'project' ? 'opened' : 'saved', ['fake'], true)).toThrow(
        expect.objectContaining({ code: 'ALREADY_EXISTS' }),
      );
    expect(listener.mock.calls).toEqual([[]]);
  });

  it('keeps what is not public between a plugin and itself, and can tell one plugin alone', () => {
    const bus = createEventBus(createAppNames());
    const own = vi.fn();
    const other = vi.fn();
    const app = vi.fn();
    const observer = vi.fn();
    bus.on('acme:secret', own, 'acme');
    bus.on('acme:secret', other, 'other');
    bus.on('acme:secret', app);
    bus.onDidEmit(observer);
    bus.emitFrom('acme', 'secret', [1], false);
    expect([own, other, app, observer].map((one) => one.mock.calls.length)).toEqual([1, 0, 0, 0]);
    expect([bus.listenerCount('acme', 'secret', false), bus.listenerCount('acme', 'secret', true)]).toEqual([
      1, 3,
    ]);
    bus.deliver('other', 'acme:secret', [2]);
    expect([own, other, app].map((one) => one.mock.calls.length)).toEqual([1, 1, 0]);
  });

  it('keeps nothing of names that nobody listens to any more', () => {
    const emitters: ReturnType<typeof createNanoEvents>[] = [];
    const bus = createEventBus(createAppNames(), () => {
      const emitter = createNanoEvents();
      emitters.push(emitter);
      return emitter;
    });
    const last = bus.on('acme:last', () => undefined, 'acme');
    const subscriptions = Array.from({ length: 20_000 }, (_, index) =>
      bus.on(`acme:${index}`, () => undefined, 'acme'),
    );
    const { events } = emitters.at(-1) ?? {};
    expect(Object.keys(events ?? {})).toHaveLength(20_001);
    for (const subscription of subscriptions) subscription.dispose();
    expect(Object.keys(events ?? {})).toEqual(['$acme:last']);
    expect(bus.heardBy('acme')).toEqual(['acme:last']);
    last.dispose();
    bus.on('acme:last', () => undefined, 'acme');
    // The owner went with its last name.
    expect(emitters).toHaveLength(2);
  });

  it('tells the same listener as often as it listens', () => {
    const bus = createEventBus(createAppNames());
    const listener = vi.fn();
    const first = bus.on('app:go', listener);
    const second = bus.on('app:go', listener);
    first.dispose();
    bus.emit('app:go', []);
    expect(listener).toHaveBeenCalledTimes(1);
    second.dispose();
    bus.emit('app:go', []);
    expect(listener).toHaveBeenCalledTimes(1);
  });

  it('knows no inherited names', () => {
    const bus = createEventBus(createAppNames());
    for (const name of ['__proto__', 'constructor', 'toString']) {
      expect(bus.listenerCount(name, name, true)).toBe(0);
      bus.emit(name, []);
    }
  });

  it('takes what stands before the first dot, colon or slash for a name of the app', () => {
    const names = createAppNames();
    for (const name of ['board:saved', 'deck.opened', 'shelf/filled']) names.claim(name);
    expect(['board', 'deck', 'shelf', 'deck.opened'].map(names.has)).toEqual([true, true, true, false]);
  });
});
