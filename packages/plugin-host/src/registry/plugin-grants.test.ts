import type { PermissionChange } from '@fluxstudio/plugin-protocol/api/permissions';
import { errorCode, PluginError } from '@fluxstudio/plugin-protocol/errors';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createTestRegistry } from '../../test/support/test-registry.ts';

const manifest = { permissions: ['storage', 'files'], optionalPermissions: ['ai', 'network'] };

async function setUp(granted: readonly string[] = ['storage', 'files']) {
  const world = createTestRegistry();
  await world.install(manifest, granted);
  const changes: PermissionChange[] = [];
  world.registry.grants.onDidChange('alpha', (change) => changes.push(change));
  return {
    ...world,
    changes,
    grants: world.registry.grants,
    get: () => world.registry.grants.get('alpha'),
    stored: () => world.backend.installed.get('alpha')?.grantedPermissions,
    ask: (...wanted: string[]) => world.registry.grants.ask('alpha', wanted, 'request'),
  };
}

afterEach(() => vi.unstubAllGlobals());

describe('stored grants', () => {
  it('hold at once, as another frozen list, and are announced with the difference', async () => {
    const { grants, get, changes, stored } = await setUp();
    const before = get();
    expect(get()).toBe(before);
    await grants.set('alpha', ['files:read', 'ai']);
    expect(get()).toEqual(['files:read', 'ai']);
    expect(Object.isFrozen(get())).toBe(true);
    expect(stored()).toEqual(['files:read', 'ai']);
    expect(changes).toEqual([{ granted: ['ai'], revoked: ['storage', 'files'] }]);
  });

  it('are never more than the manifest asks for', async () => {
    const { grants, get } = await setUp();
    expect(await grants.set('alpha', ['system']).catch(errorCode)).toBe('INVALID_ARGUMENT');
    expect(await grants.set('beta', []).catch(errorCode)).toBe('NOT_FOUND');
    expect(get()).toEqual(['storage', 'files']);
  });

  it('stay as they were when they cannot be stored', async () => {
    const { grants, get, changes, backend } = await setUp();
    backend.setPermissions = () => Promise.reject(new PluginError('HTTP_ERROR', 'down'));
    expect(await grants.set('alpha', []).catch(errorCode)).toBe('HTTP_ERROR');
    expect(get()).toEqual(['storage', 'files']);
    expect(changes).toEqual([]);
  });

  it('tell every listener, also beside one that throws', async () => {
    const reported = vi.fn();
    vi.stubGlobal('reportError', reported);
    const { grants, changes } = await setUp();
    grants.onDidChange('alpha', () => {
      throw new Error('careless');
    });
    const later: PermissionChange[] = [];
    const subscription = grants.onDidChange('alpha', (change) => later.push(change));
    await grants.set('alpha', []);
    expect(changes).toEqual([{ granted: [], revoked: ['storage', 'files'] }]);
    expect(later).toEqual(changes);
    expect(reported).toHaveBeenCalledOnce();
    subscription.dispose();
    await grants.set('alpha', ['files']);
    expect(later).toHaveLength(1);
  });
});

describe('asking', () => {
  it('asks for what is missing, with the reasons and hosts, and stores the answer', async () => {
    const { ask, consent, get, stored, changes } = await setUp();
    const asking = ask('files:read', 'ai');
    const { request, answer } = await consent.next();
    expect(request).toMatchObject({ permissions: ['ai'], hosts: [], occasion: 'request' });
    // More than was asked is not taken.
    answer({ granted: ['ai', 'network', 'system'] });
    expect(await asking).toBe(true);
    expect(get()).toEqual(['storage', 'files', 'ai']);
    expect(stored()).toEqual(['storage', 'files', 'ai']);
    expect(changes).toEqual([{ granted: ['ai'], revoked: [] }]);
  });

  it('does not ask for what is granted, nor for what the manifest does not name', async () => {
    const { ask, consent } = await setUp();
    expect(await ask('files:write')).toBe(true);
    expect(await ask('projects').catch(errorCode)).toBe('INVALID_ARGUMENT');
    expect(consent.open).toEqual([]);
  });

  it('grants until the page is closed, and stores nothing then', async () => {
    const { ask, consent, get, stored, grants, changes } = await setUp();
    const asking = ask('ai');
    (await consent.next()).answer({ granted: ['ai'], session: true });
    expect(await asking).toBe(true);
    expect(get()).toEqual(['storage', 'files', 'ai']);
    expect(stored()).toEqual(['storage', 'files']);
    await grants.set('alpha', ['storage', 'files']);
    expect(get()).toEqual(['storage', 'files']);
    expect(changes).toEqual([
      { granted: ['ai'], revoked: [] },
      { granted: [], revoked: ['ai'] },
    ]);
  });

  it('keeps a session grant one when the list is saved with it', async () => {
    const { ask, consent, get, stored, grants } = await setUp();
    const asking = ask('ai');
    (await consent.next()).answer({ granted: ['ai'], session: true });
    await asking;
    await grants.set('alpha', [...get()]);
    expect(get()).toEqual(['storage', 'files', 'ai']);
    expect(stored()).toEqual(['storage', 'files']);
  });

  it('announces the end of a session grant after the plugin was stopped and started', async () => {
    const { ask, consent, grants, registry, changes } = await setUp();
    const asking = ask('ai');
    (await consent.next()).answer({ granted: ['ai'], session: true });
    await asking;
    await registry.activate('alpha');
    await grants.set('alpha', ['storage', 'files']);
    expect(changes.at(-1)).toEqual({ granted: [], revoked: ['ai'] });
  });

  it('adds to what holds when the answer comes, not to what held when it was asked', async () => {
    const { ask, consent, grants, get } = await setUp();
    const asking = ask('ai');
    const { answer } = await consent.next();
    await grants.set('alpha', ['storage']);
    answer({ granted: ['ai'] });
    await asking;
    expect(get()).toEqual(['storage', 'ai']);
  });

  it('stops asking after two refusals of the same, until the plugin is installed anew', async () => {
    const { ask, consent, registry, install } = await setUp();
    for (let refusal = 0; refusal < 2; refusal++) {
      const asking = ask('ai');
      (await consent.next()).answer({ granted: [] });
      expect(await asking).toBe(false);
    }
    expect(await ask('ai')).toBe(false);
    expect(consent.open).toEqual([]);
    const other = ask('network');
    (await consent.next()).answer({ granted: ['network'] });
    expect(await other).toBe(true);
    await registry.uninstall('alpha');
    await install(manifest);
    const anew = ask('ai');
    (await consent.next()).answer({ granted: ['ai'] });
    expect(await anew).toBe(true);
  });

  it('asks one question at a time, and not again for what the one before has granted', async () => {
    const { ask, consent } = await setUp();
    const both = [ask('ai'), ask('ai')];
    const { answer } = await consent.next();
    expect(consent.open).toEqual([]);
    answer({ granted: ['ai'] });
    expect(await Promise.all(both)).toEqual([true, true]);
    expect(consent.open).toEqual([]);
  });

  it('gives nothing to a plugin that was uninstalled meanwhile', async () => {
    const { ask, consent, registry, install, get } = await setUp();
    const asking = ask('ai').catch(errorCode);
    const { answer } = await consent.next();
    await registry.uninstall('alpha');
    answer({ granted: ['ai'], session: true });
    expect(await asking).toBe('NOT_FOUND');
    await install(manifest);
    expect(get()).toEqual([]);
  });

  it('says so where nobody can be asked', async () => {
    const { registry, install } = createTestRegistry({ consent: undefined });
    await install(manifest, []);
    expect(await registry.grants.ask('alpha', ['ai'], 'request').catch(errorCode)).toBe('NOT_SUPPORTED');
  });
});

describe('an install of before grants', () => {
  async function setUpLegacy() {
    const world = createTestRegistry();
    await world.install(manifest);
    const row = world.backend.installed.get('alpha');
    if (row) row.grantedPermissions = null;
    const fresh = createTestRegistry({ backend: world.backend });
    await fresh.registry.loadPersistedPlugins();
    return { ...fresh, stored: () => row?.grantedPermissions };
  }

  it('is asked for at its first activation, and has nothing before', async () => {
    const { registry, consent, steps, stored } = await setUpLegacy();
    expect(registry.grants.get('alpha')).toEqual([]);
    const activating = registry.activate('alpha');
    const { request, answer } = await consent.next();
    expect(request).toMatchObject({ permissions: ['storage', 'files'], occasion: 'activation' });
    expect(steps).toEqual([]);
    answer({ granted: ['files'] });
    await activating;
    expect(registry.grants.get('alpha')).toEqual(['files']);
    expect(stored()).toEqual(['files']);
  });

  it('is not asked for again once the user has said no', async () => {
    const { registry, consent, stored } = await setUpLegacy();
    const activating = registry.activate('alpha');
    (await consent.next()).answer({ granted: [] });
    await activating;
    expect(stored()).toEqual([]);
    await registry.deactivate('alpha');
    await registry.activate('alpha');
    expect(consent.open).toEqual([]);
  });

  it('counts nothing as an answer when the page is closed instead', async () => {
    const { registry, consent, stored } = await setUpLegacy();
    const activating = registry.activate('alpha').catch(errorCode);
    const { answer } = await consent.next();
    await registry.dispose();
    answer({ granted: [] });
    expect(await activating).toBe('ABORTED');
    expect(stored()).toBeNull();
  });
});
