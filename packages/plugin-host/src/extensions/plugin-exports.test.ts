import { describe, expect, it, vi } from 'vitest';
import { testManifest } from '../../test/support/test-manifest.ts';
import { toInstance } from '../registry/installed-instance.ts';
import type { PluginInstance } from '../registry/plugin-instance.ts';
import { createPluginExports } from './plugin-exports.ts';

const instanceOf = (manifest: PluginInstance['manifest']): PluginInstance =>
  toInstance({
    id: 'row',
    pluginId: manifest.id,
    manifest,
    settings: {},
    bundle: null,
    installedAt: '2026-01-02T03:04:05.000Z',
    updatedAt: '2026-01-02T03:04:05.000Z',
    state: 'inactive',
    grantedPermissions: [],
  });

describe('onDidChange', () => {
  it('hears of a dependency that comes, changes, runs and goes, and looks at no exports for it', () => {
    const plugins = new Map<string, PluginInstance>();
    const looked = vi.fn(() => ['mix']);
    const manifestOf = (id: string) =>
      Object.defineProperty(testManifest(id), 'exports', { get: () => ({ functions: looked() }) });
    let changed: () => void = () => undefined;
    const { onDidChange } = createPluginExports({
      get: (id) => plugins.get(id),
      subscribe: (listener) => {
        changed = listener;
        return () => undefined;
      },
      wake: async () => undefined,
      run: async () => undefined,
    });
    const listener = vi.fn();
    onDidChange(['lib'], listener);
    const heard = (id: string, plugin: PluginInstance | undefined) => {
      listener.mockClear();
      if (plugin) plugins.set(id, plugin);
      else plugins.delete(id);
      changed();
      return listener.mock.calls.length;
    };
    const installed = instanceOf(manifestOf('lib'));
    looked.mockClear();
    expect(heard('lib', installed)).toBe(1);
    expect(heard('lib', { ...installed, state: 'loading' })).toBe(0);
    expect(heard('lib', { ...installed, state: 'active' })).toBe(1);
    expect(heard('lib', { ...installed, state: 'active', settings: { a: 1 } })).toBe(0);
    expect(heard('other', installed)).toBe(0);
    expect(looked).not.toHaveBeenCalled();
    expect(heard('lib', { ...installed, state: 'active', manifest: manifestOf('lib') })).toBe(1);
    expect(heard('lib', undefined)).toBe(1);
  });
});
