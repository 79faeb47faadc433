import { describe, expect, it } from 'vitest';
import { createAppNames } from '../contributions/app-names.ts';
import { createEventBus } from '../contributions/event-bus.ts';
import type { Activation } from './activation.ts';
import { wakeOnEvents } from './wake-on-events.ts';

function setUp() {
  const bus = createEventBus(createAppNames());
  let start: () => void = () => undefined;
  const started = new Promise<boolean>((resolve) => {
    start = () => resolve(true);
  });
  const activation: Pick<Activation, 'start' | 'waitingFor'> = {
    start: () => started,
    waitingFor: () => ['sleeper'],
  };
  wakeOnEvents(bus, activation as Activation);
  return {
    bus,
    /** What the plugin hears when it runs. */
    async heard() {
      const sizes: number[] = [];
      bus.on('app:go', (text) => sizes.push(String(text).length), 'sleeper');
      bus.on('other:go', (text) => sizes.push(String(text).length), 'sleeper');
      start();
      await started;
      await Promise.resolve();
      return sizes;
    },
  };
}

const text = (length: number) => ['x'.repeat(length)];

describe('events that wait for a plugin', () => {
  it('are so many', async () => {
    const { bus, heard } = setUp();
    for (let count = 0; count < 150; count++) bus.emit('app:go', text(1));
    expect(await heard()).toHaveLength(100);
  });

  it('of plugins weigh about a megabyte at most, of the app they are not weighed', async () => {
    const { bus, heard } = setUp();
    for (let count = 0; count < 20; count++) bus.emitFrom('other', 'go', text(300_000), true, 148);
    bus.emitFrom('other', 'go', text(10), true, 1);
    bus.emit('app:go', text(3_000_000));
    expect(await heard()).toEqual([300_000, 300_000, 300_000, 10, 3_000_000]);
  });
});
