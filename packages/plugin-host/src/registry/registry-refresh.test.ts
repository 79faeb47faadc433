import { describe, expect, it, vi } from 'vitest';
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

  it('takes a revocation and a removal of another tab, however busily the plugin writes its settings', async () => {
    const { backend, one, other } = await twoTabs();
    await other.registry.activate('alpha');
    const { list } = backend;
    let hue = 0;
    // A write of the plugin's begins and ends while each list is on its way, and another is always open.
    backend.list = async () => {
      const rows = await list();
      await other.registry.updateSettings('alpha', { hue: ++hue }).catch(() => undefined);
      void other.registry.updateSettings('alpha', { hue: ++hue }).catch(() => undefined);
      return rows;
    };
    await one.registry.grants.set('alpha', []);
    await other.registry.refresh();
    expect(other.registry.grants.get('alpha')).toEqual([]);
    await one.registry.uninstall('alpha');
    await other.registry.refresh();
    expect([other.registry.isInstalled('alpha'), other.steps]).toEqual([
      false,
      ['start 1.0.0', 'stop 1.0.0'],
    ]);
  });

  it('asks one list after the other, so that no older one comes last, and one more for all who ask meanwhile', async () => {
    const { backend, one, other } = await twoTabs();
    const { list } = backend;
    const answers: (() => void)[] = [];
    backend.list = async () => {
      const rows = await list();
      await new Promise<void>((resolve) => answers.push(resolve));
      return rows;
    };
    const first = other.registry.refresh();
    await vi.waitFor(() => expect(answers).toHaveLength(1));
    await one.registry.grants.set('alpha', []);
    const others = Array.from({ length: 50 }, () => other.registry.refresh());
    answers[0]?.();
    await first;
    await vi.waitFor(() => expect(answers).toHaveLength(2));
    answers[1]?.();
    await Promise.all(others);
    expect([other.registry.grants.get('alpha'), answers.length]).toEqual([[], 2]);
  });

  it('brings no permission back whose revocation is on its way', async () => {
    const { backend, other } = await twoTabs();
    await other.registry.grants.set('alpha', ['storage', 'files']);
    const { setPermissions } = backend;
    let store: () => void = () => undefined;
    backend.setPermissions = async (...args) => {
      await new Promise<void>((resolve) => {
        store = resolve;
      });
      await setPermissions(...args);
    };
    const revocation = other.registry.grants.set('alpha', ['storage']);
    const refresh = other.registry.refresh();
    await new Promise((resolve) => setTimeout(resolve));
    store();
    await Promise.all([revocation, refresh]);
    expect(other.registry.grants.get('alpha')).toEqual(['storage']);
  });

  it.each([0, 1, 2, 3, 4, 5, 6, 8, 12, 20])(
    'keeps off what another tab has switched off, when something wakes it %i turns after the list',
    async (turns) => {
      const { backend, one, other } = await twoTabs();
      const { list } = backend;
      let woken: Promise<unknown> | undefined;
      const wakeLater = async () => {
        for (let turn = 0; turn < turns; turn++) await Promise.resolve();
        await other.registry.wake('alpha').catch(() => undefined);
      };
      backend.list = async () => {
        const rows = await list();
        woken = wakeLater();
        return rows;
      };
      await one.registry.deactivate('alpha');
      await other.registry.refresh();
      await woken;
      expect(other.plugin()).toMatchObject({ state: 'inactive', enabled: false });
      expect((await list())[0]?.state).toBe('inactive');
    },
  );

  it('leaves nothing of what the back end has no longer, or mended', async () => {
    const cleared: string[] = [];
    const { backend } = await twoTabs();
    const here = createTestRegistry({ backend, clearStorage: async (id) => void cleared.push(id) });
    const row = backend.installed.get('alpha');
    const fault = { code: 'INVALID_MANIFEST', message: 'damaged' };
    if (row) backend.installed.set('alpha', { ...row, fault });
    await here.registry.loadPersistedPlugins();
    expect(here.plugin()).toMatchObject({ state: 'error', damage: fault });
    if (row) backend.installed.set('alpha', { ...row, state: 'disabled' });
    await here.registry.refresh();
    expect(here.plugin()).toMatchObject({ state: 'disabled', damage: undefined, error: undefined });
    await expect(here.registry.activate('alpha')).rejects.toMatchObject({ code: 'INVALID_STATE' });
    if (row) backend.installed.set('alpha', { ...row, state: 'active' });
    await here.registry.refresh();
    expect(here.plugin()).toMatchObject({ state: 'inactive', enabled: true });
    backend.installed.clear();
    await here.registry.refresh();
    expect([here.registry.getAllPlugins(), cleared]).toEqual([[], ['alpha']]);
  });

  it('switches off what an administrator has, while it waits and while it runs', async () => {
    const { backend, other } = await twoTabs();
    await other.registry.activate('alpha');
    const row = backend.installed.get('alpha');
    if (row) row.state = 'disabled';
    await other.registry.refresh();
    expect(other.plugin()).toMatchObject({ state: 'disabled', enabled: false });
    expect(other.steps).toEqual(['start 1.0.0', 'stop 1.0.0']);
  });

  it('keeps why a plugin could not be started, and what is wrong with its record', async () => {
    const { backend, other } = await twoTabs();
    const row = backend.installed.get('alpha');
    const fault = { code: 'INVALID_MANIFEST', message: 'damaged' };
    await backend.setActive('alpha', false);
    if (row)
      backend.installed.set('beta', {
        ...row,
        pluginId: 'beta',
        manifest: testManifest('beta'),
        state: 'error',
        fault,
      });
    await other.registry.refresh();
    other.failing.add('1.0.0');
    await expect(other.registry.activate('alpha')).rejects.toThrow();
    const before = other.registry.getSnapshot();
    expect(before.map(({ state }) => state)).toEqual(['error', 'error']);
    await other.registry.refresh();
    expect(other.registry.getSnapshot()).toBe(before);
  });

  it('says why it must not run, and leaves it alone while that stays so', async () => {
    const { backend, other } = await twoTabs();
    const row = backend.installed.get('alpha');
    const reason = { code: 'VERSION_WITHDRAWN', message: 'It sent data to strangers' };
    if (row) backend.installed.set('alpha', { ...row, state: 'disabled', fault: reason });
    await other.registry.refresh();
    expect(other.plugin()).toMatchObject({ state: 'disabled', error: { ...reason } });
    expect(other.plugin()?.damage).toBeUndefined();
    const before = other.plugin();
    await other.registry.refresh();
    await other.registry.refresh();
    expect(other.plugin()).toBe(before);
    const known = { code: 'VERSION_WITHDRAWN', message: 'It sent data to strangers, and read it as well' };
    if (row) backend.installed.set('alpha', { ...row, state: 'disabled', fault: known });
    await other.registry.refresh();
    expect(other.plugin()?.error).toEqual(known);
    await expect(other.registry.activate('alpha')).rejects.toMatchObject({ code: 'INVALID_STATE' });
    if (row) backend.installed.set('alpha', { ...row, state: 'active' });
    await other.registry.refresh();
    await other.registry.activate('alpha');
    expect(other.registry.isActive('alpha')).toBe(true);
  });

  it('starts what another version newly depends on, and goes on where one plugin cannot be started again', async () => {
    const { backend, one, other } = await twoTabs();
    await one.registry.install(testManifest('beta'), { permissions: [] });
    await other.registry.refresh();
    await other.registry.activate('alpha');
    await one.registry.deactivate('alpha');
    await one.update({ ...v1, dependencies: { beta: '^1.0.0' } });
    await backend.setActive('alpha', true);
    await other.registry.refresh();
    await vi.waitFor(() =>
      expect(other.plugin()).toMatchObject({ state: 'active', manifest: { version: '2.0.0' } }),
    );
    expect(other.registry.isActive('beta')).toBe(true);
    other.failing.add('3.0.0');
    await one.registry.update('alpha', testManifest('alpha', { ...v1, version: '3.0.0' }));
    await one.registry.updateSettings('beta', { hue: 3 });
    await other.registry.refresh();
    expect(other.plugin()).toMatchObject({ state: 'error', manifest: { version: '3.0.0' } });
    expect(other.registry.getSettings('beta')).toMatchObject({ hue: 3 });
  });
});
