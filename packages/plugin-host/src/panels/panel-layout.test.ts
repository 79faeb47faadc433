import { systemClock } from '@fluxstudio/plugin-protocol/rpc/deadlines';
import { describe, expect, it, vi } from 'vitest';
import type { HostValues } from '../storage/host-values.ts';
import { loadPanelLayout } from './panel-layout.ts';

function memoryValues(initial?: unknown): HostValues & { kept(): unknown } {
  let value = initial;
  return {
    kept: () => value,
    read: async () => value,
    update: async (_, change) => {
      value = structuredClone(change(value));
    },
  };
}

describe('the arrangement of panels', () => {
  it('is there again, one change after the other', async () => {
    const values = memoryValues();
    const layout = await loadPanelLayout(values, systemClock, () => undefined);
    layout.set('alpha.main', { collapsed: true });
    layout.set('alpha.main', { height: 200 });
    layout.set('beta.main', { height: 90 });
    await vi.waitFor(() => expect(values.kept()).toHaveLength(2));
    const again = await loadPanelLayout(values, systemClock, () => undefined);
    expect([...again.getSnapshot()]).toEqual([
      ['alpha.main', { collapsed: true, height: 200 }],
      ['beta.main', { height: 90 }],
    ]);
  });

  it('is kept beside what another tab has arranged since', async () => {
    const values = memoryValues([['alpha.main', { height: 100 }]]);
    const [one, other] = [
      await loadPanelLayout(values, systemClock, () => undefined),
      await loadPanelLayout(values, systemClock, () => undefined),
    ];
    one.set('alpha.main', { collapsed: true });
    await vi.waitFor(() => expect(values.kept()).toEqual([['alpha.main', { height: 100, collapsed: true }]]));
    other.set('beta.main', { height: 90 });
    other.set('alpha.main', { height: 120 });
    await vi.waitFor(() =>
      expect(values.kept()).toEqual([
        ['beta.main', { height: 90 }],
        ['alpha.main', { height: 120, collapsed: true }],
      ]),
    );
  });

  it.each([['text'], [[['alpha.main', { height: 'tall' }]]], [null], [{ length: 1 }]])(
    'counts %j as none',
    async (damaged) => {
      const layout = await loadPanelLayout(memoryValues(damaged), systemClock, () => undefined);
      expect([...layout.getSnapshot()]).toEqual([]);
    },
  );

  it('is shown where the browser keeps nothing, and says so once', async () => {
    const onProblem = vi.fn();
    const update = vi.fn(async () => {
      throw new Error('blocked');
    });
    const values = { read: async () => Promise.reject(new Error('blocked')), update };
    const layout = await loadPanelLayout(values, systemClock, onProblem);
    const listener = vi.fn();
    layout.subscribe(listener);
    layout.set('alpha.main', { collapsed: true });
    layout.set('alpha.main', { collapsed: false });
    await vi.waitFor(() => expect(update).toHaveBeenCalledTimes(2));
    await vi.waitFor(() => expect(onProblem).toHaveBeenCalledTimes(1));
    expect(listener).toHaveBeenCalledTimes(1);
    expect(layout.getSnapshot().get('alpha.main')).toEqual({ collapsed: false });
  });
});
