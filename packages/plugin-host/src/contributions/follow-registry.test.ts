import { describe, expect, it, vi } from 'vitest';
import { createTestRegistry } from '../../test/support/test-registry.ts';
import { createAppNames } from './app-names.ts';
import { createContextKeys } from './context-keys.ts';
import { createContributions, declareContributions } from './contributions.ts';
import { type FollowRegistryOptions, followRegistry } from './follow-registry.ts';

const manifest = {
  manifestVersion: 2 as const,
  permissions: ['commands', 'ui'],
  contributes: { commands: [{ id: 'run', title: 'Run' }] },
  settings: { properties: { size: { type: 'number' as const, title: 'Size' } } },
};

describe('what is shown of plugins', () => {
  it('is not declared again by a change that says nothing about it', async () => {
    const { registry, install } = createTestRegistry();
    await install(manifest, ['commands']);
    await registry.activate('alpha');
    const names = createAppNames();
    const context = createContextKeys({
      loadPatterns: () => Promise.reject(),
      onFault: () => undefined,
      names,
    });
    const lists = createContributions({ context, names, wake: async () => undefined });
    const show = vi.fn<FollowRegistryOptions['show']>((...shown) => declareContributions(lists, ...shown));
    const followed = followRegistry({
      subscribe: registry.subscribe,
      getAll: registry.getSnapshot,
      granted: registry.grants.get,
      show,
    });
    const before = lists.commands.getSnapshot();
    expect([before.length, show.mock.calls.length]).toEqual([1, 1]);

    const plugins = registry.getSnapshot();
    await registry.updateSettings('alpha', { size: 3 });
    await registry.deactivate('alpha');
    await registry.activate('alpha');
    expect(registry.getSnapshot()).not.toBe(plugins);
    const again = show.mock.calls.length;
    await registry.updateSettings('alpha', { size: 4 });
    await registry.updateSettings('alpha', { size: 5 });
    expect(show).toHaveBeenCalledTimes(again);

    const declared = lists.commands.getSnapshot();
    await registry.updateSettings('alpha', { size: 6 });
    expect(lists.commands.getSnapshot()).toBe(declared);
    await registry.grants.set('alpha', ['commands', 'ui']);
    expect(show).toHaveBeenCalledTimes(again + 1);
    expect(lists.commands.getSnapshot()).not.toBe(declared);
    followed.dispose();
  });
});
