import { describe, expect, it } from 'vitest';
import { createMemoryBackend } from '../../test/support/memory-backend.ts';
import { testManifest } from '../../test/support/test-manifest.ts';
import { createTestRegistry } from '../../test/support/test-registry.ts';

const settings = {
  properties: {
    hue: { type: 'number' as const, title: 'Hue', default: 1 },
    name: { type: 'string' as const, title: 'Name' },
  },
};
const v1 = { permissions: ['storage', 'files'], settings };

/** Two tabs of one user over one back end. */
async function twoTabs() {
  const backend = createMemoryBackend({ alpha: { code: 'a' } });
  const [one, other] = [createTestRegistry({ backend }), createTestRegistry({ backend })];
  await one.install(v1, ['storage']);
  await one.registry.activate('alpha');
  await other.registry.loadPersistedPlugins();
  return { backend, one, other };
}

describe('refresh', () => {
  it('takes over what another tab installed, and what it removed', async () => {
    const { one, other } = await twoTabs();
    const told: string[] = [];
    other.registry.on('plugin:installed', ({ manifest }) => told.push(`installed ${manifest.id}`));
    other.registry.on('plugin:uninstalled', ({ manifest }) => told.push(`removed ${manifest.id}`));
    await one.registry.install(testManifest('beta'), { permissions: [] });
    await other.registry.refresh();
    expect(other.registry.isInstalled('beta')).toBe(true);
    await other.registry.activate('alpha');
    await one.registry.uninstall('alpha');
    await other.registry.refresh();
    expect(other.registry.isInstalled('alpha')).toBe(false);
    expect([told, other.steps]).toEqual([
      ['installed beta', 'removed alpha'],
      ['start 1.0.0', 'stop 1.0.0'],
    ]);
  });

  it('takes over grants and settings without a restart, and tells the plugin what changed', async () => {
    const { one, other } = await twoTabs();
    await other.registry.activate('alpha');
    const heard: unknown[] = [];
    other.registry.grants.onDidChange('alpha', (change) => heard.push(change));
    other.registry.onDidChangeSettings('alpha', (keys) => heard.push(keys));
    await one.registry.grants.set('alpha', ['files']);
    await one.registry.updateSettings('alpha', { hue: 2 });
    await other.registry.refresh();
    await other.registry.refresh();
    expect(heard).toEqual([{ granted: ['files'], revoked: ['storage'] }, ['hue']]);
    expect(other.registry.grants.get('alpha')).toEqual(['files']);
    expect(other.registry.getSettings('alpha')).toMatchObject({ hue: 2 });
    expect(other.steps).toEqual(['start 1.0.0']);
  });

  it('stops what was switched off elsewhere, and shows what was switched on', async () => {
    const { one, other } = await twoTabs();
    await other.registry.activate('alpha');
    await one.registry.deactivate('alpha');
    await other.registry.refresh();
    expect(other.plugin()).toMatchObject({ state: 'inactive', enabled: false });
    await one.registry.activate('alpha');
    await other.registry.refresh();
    expect(other.plugin()).toMatchObject({ state: 'inactive', enabled: true });
    expect(other.steps).toEqual(['start 1.0.0', 'stop 1.0.0']);
  });

  it('puts another version in the place of one that runs', async () => {
    const { one, other } = await twoTabs();
    await other.registry.activate('alpha');
    await one.update(v1);
    await other.registry.refresh();
    expect(other.plugin()).toMatchObject({ state: 'active', manifest: { version: '2.0.0' } });
    expect(other.steps).toEqual(['start 1.0.0', 'stop 1.0.0', 'start 2.0.0']);
  });

  it('does not undo what happens here while the list is on its way', async () => {
    const { backend, other } = await twoTabs();
    const { list } = backend;
    let lists = 0;
    backend.list = async () => {
      const rows = await list();
      if (lists++ === 0) await other.registry.updateSettings('alpha', { hue: 7 });
      return rows;
    };
    await other.registry.refresh();
    expect([other.registry.getSettings('alpha').hue, lists]).toEqual([7, 2]);
  });

  it('leaves everything as it is when the back end does not answer', async () => {
    const { backend, other } = await twoTabs();
    backend.list = () => Promise.reject(new Error('offline'));
    await expect(other.registry.refresh()).rejects.toThrow('offline');
    expect(other.plugin()).toMatchObject({ enabled: true });
  });
});
