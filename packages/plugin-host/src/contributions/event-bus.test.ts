import { describe, expect, it, vi } from 'vitest';
import { createEventBus } from './event-bus.ts';

describe('event bus', () => {
  it('carries events of the app and of plugins, each under its name', () => {
    const bus = createEventBus();
    const listener = vi.fn();
    const subscription = bus.on('acme:mixed', listener);
    bus.emitFrom('acme', 'mixed', [1, 2]);
    bus.emitFrom('other', 'mixed', [3]);
    expect(listener.mock.calls).toEqual([[1, 2]]);
    expect(bus.listenerCount('acme:mixed')).toBe(1);
    subscription.dispose();
    expect(bus.listenerCount('acme:mixed')).toBe(0);
  });

  it('lets no plugin imitate the app, by the usual names or by those it uses', () => {
    const bus = createEventBus();
    const listener = vi.fn();
    bus.on('project:opened', listener);
    bus.on('board:saved', listener);
    bus.emit('board:saved', []);
    for (const id of ['project', 'board'])
      expect(() => bus.emitFrom(id, id === 'project' ? 'opened' : 'saved', ['fake'])).toThrow(
        expect.objectContaining({ code: 'ALREADY_EXISTS' }),
      );
    expect(listener.mock.calls).toEqual([[]]);
  });

  it('knows no inherited names', () => {
    const bus = createEventBus();
    for (const name of ['__proto__', 'constructor', 'toString']) {
      expect(bus.listenerCount(name)).toBe(0);
      bus.emit(name, []);
    }
  });
});
