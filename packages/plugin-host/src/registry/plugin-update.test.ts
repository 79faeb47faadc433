import { errorCode, PluginError } from '@fluxstudio/plugin-protocol/errors';
import { describe, expect, it } from 'vitest';
import { testManifest } from '../../test/support/test-manifest.ts';
import { createTestRegistry } from '../../test/support/test-registry.ts';
import { keep, whatIsNew } from './plugin-update.ts';

const network = (...hosts: string[]) => ({ permissions: ['network'], network: { hosts } });

describe('what is new in a version', () => {
  const between = (
    old: Parameters<typeof testManifest>[1],
    next: Parameters<typeof testManifest>[1],
    granted: string[] | null,
  ) => {
    const { permissions, hosts } = whatIsNew(
      {
        manifest: testManifest('alpha', old),
        grantedPermissions: granted,
        enabled: false,
        state: 'active',
        settings: {},
        bundle: null,
        installedAt: '',
        updatedAt: '',
      },
      testManifest('alpha', next),
      granted ?? [],
    );
    return { permissions, hosts };
  };

  it.each([
    ['the same', ['storage'], ['storage'], ['storage'], []],
    ['one more', ['storage'], ['storage', 'ai'], ['storage'], ['ai']],
    ['part of what is granted', ['files'], ['files:read'], ['files'], []],
    ['more than a part', ['files:read'], ['files'], ['files:read'], ['files']],
    ['what the user has revoked', ['storage', 'ai'], ['storage', 'ai'], ['storage'], []],
  ])('%s', (_what, old, next, granted, permissions) => {
    expect(between({ permissions: old }, { permissions: next }, granted)).toEqual({ permissions, hosts: [] });
  });

  it('is everything for an install whose user was never asked', () => {
    const manifest = { permissions: ['storage'] };
    expect(between(manifest, manifest, null).permissions).toEqual(['storage']);
  });

  it('is what was optional and never granted', () => {
    expect(between({ optionalPermissions: ['ai'] }, { permissions: ['ai'] }, []).permissions).toEqual(['ai']);
  });

  it('is a host that the old version could not reach', () => {
    const old = network('a.example', '*.b.example', 'http://localhost:3000');
    const hosts = (...next: string[]) => between(old, network(...next), ['network']).hosts;
    expect(hosts('a.example', 'x.b.example', 'http://localhost:3000')).toEqual([]);
    expect(hosts('b.example', 'http://a.example', '*.x.b.example', '*')).toEqual([
      'b.example',
      'http://a.example',
      '*.x.b.example',
      '*',
    ]);
  });

  it('counts no hosts as long as the network is not granted', () => {
    expect(between(network('a.example'), network('b.example'), []).hosts).toEqual([]);
  });
});

it('keeps of the grants what a version asks for', () => {
  const manifest = testManifest('alpha', { permissions: ['files:read'], optionalPermissions: ['ai'] });
  expect(keep(manifest, ['files', 'ai', 'storage'])).toEqual(['ai', 'files:read']);
});

describe('update', () => {
  it('replaces a running version and keeps what the user allowed and set', async () => {
    const { registry, install, update, steps, backend, plugin } = createTestRegistry();
    await install({ permissions: ['storage', 'ai'] }, ['storage', 'ai']);
    await registry.updateSettings('alpha', { size: 3 });
    await registry.activate('alpha');
    const seen: string[] = [];
    registry.on('plugin:updated', ({ manifest, state }) => seen.push(`${manifest.version} ${state}`));
    const settings = {
      properties: {
        size: { type: 'number' as const, title: 'Size', default: 1 },
        hue: { type: 'number' as const, title: 'Hue', default: 7 },
      },
    };
    const updated = await update({ permissions: ['storage'], settings });
    expect(updated).toMatchObject({
      state: 'active',
      manifest: { version: '2.0.0' },
      settings: { size: 3, hue: 7 },
      grantedPermissions: ['storage'],
    });
    expect(steps).toEqual(['start 1.0.0', 'stop 1.0.0', 'start 2.0.0']);
    expect(seen).toEqual(['2.0.0 inactive']);
    expect(backend.installed.get('alpha')?.grantedPermissions).toEqual(['storage']);
    expect(plugin()).toBe(updated);
  });

  it('starts nothing that did not run', async () => {
    const { install, update, steps } = createTestRegistry();
    await install();
    expect(await update()).toMatchObject({ state: 'inactive', manifest: { version: '2.0.0' } });
    expect(steps).toEqual([]);
  });

  it.each([
    ['active', 'active', ['start 1.0.0', 'stop 1.0.0', 'start 2.0.0']],
    ['inactive', 'inactive', ['start 1.0.0', 'stop 1.0.0']],
    ['disabled', 'disabled', ['start 1.0.0', 'stop 1.0.0']],
  ] as const)(
    'frees what was off because its version was taken back, as it was (%s)',
    async (stored, state, expected) => {
      const { registry, install, update, steps, backend, plugin } = createTestRegistry();
      await install();
      await registry.activate('alpha');
      const row = backend.installed.get('alpha');
      if (!row) throw new Error('not installed');
      const fault = { code: 'VERSION_WITHDRAWN', message: 'Version 1.0.0 is blocked' };
      backend.installed.set('alpha', { ...row, state: 'disabled', fault });
      await registry.refresh();
      expect(plugin()).toMatchObject({ state: 'disabled', enabled: false });
      const { update: store } = backend;
      backend.update = async (...change) => {
        const { fault: _, ...updated } = await store(...change);
        return { ...updated, state: stored };
      };
      await update();
      expect(plugin()).toMatchObject({ state, enabled: stored === 'active' });
      expect(steps).toEqual(expected);
      if (stored !== 'disabled') expect(plugin()?.error).toBeUndefined();
    },
  );

  it('asks for the difference alone, with the old version running', async () => {
    const { registry, install, update, consent, steps, plugin } = createTestRegistry();
    await install({ ...network('a.example') }, ['network']);
    await registry.activate('alpha');
    const updating = update({
      permissions: ['network', 'ai'],
      network: { hosts: ['a.example', 'b.example'] },
      permissionReasons: { ai: 'to think' },
    });
    const { request, answer } = await consent.next();
    expect(request).toEqual({
      plugin: { id: 'alpha', name: 'Plugin alpha' },
      permissions: ['ai', 'network'],
      hosts: ['b.example'],
      reasons: { ai: 'to think' },
      occasion: 'update',
    });
    expect(steps).toEqual(['start 1.0.0']);
    expect(plugin()).toMatchObject({
      state: 'active',
      pendingUpdate: { manifest: { version: '2.0.0' }, permissions: ['ai'], hosts: ['b.example'] },
    });
    answer({ granted: ['ai', 'network'] });
    expect(await updating).toMatchObject({ grantedPermissions: ['network', 'ai'], state: 'active' });
    expect(plugin()?.pendingUpdate).toBeUndefined();
  });

  it.each([
    ['nothing of it', []],
    ['only a part', ['ai']],
  ])('stays pending when the user allows %s, and can be taken up again', async (_what, granted) => {
    const { registry, install, update, consent, backend, plugin } = createTestRegistry();
    await install();
    const next = { permissions: ['ai', 'files'] };
    const refused = update(next);
    (await consent.next()).answer({ granted });
    expect(await refused).toMatchObject({
      manifest: { version: '1.0.0' },
      grantedPermissions: [],
      pendingUpdate: { permissions: ['ai', 'files'] },
    });
    expect(backend.installed.get('alpha')?.manifest.version).toBe('1.0.0');
    const { manifest } = plugin()?.pendingUpdate ?? {};
    const again = manifest && registry.update('alpha', manifest);
    (await consent.next()).answer({ granted: ['ai', 'files'] });
    expect(await again).toMatchObject({
      manifest: { version: '2.0.0' },
      grantedPermissions: ['ai', 'files'],
    });
  });

  it('stays pending where nobody can be asked', async () => {
    const { install, update } = createTestRegistry({ consent: undefined });
    await install();
    const pending = await update({ permissions: ['ai'] });
    expect(pending).toMatchObject({ manifest: { version: '1.0.0' }, pendingUpdate: { permissions: ['ai'] } });
  });

  it('keeps for the session what was allowed for the session', async () => {
    const { registry, install, update, consent, backend } = createTestRegistry();
    await install();
    const updating = update({ permissions: ['ai'] });
    (await consent.next()).answer({ granted: ['ai'], session: true });
    await updating;
    expect(registry.grants.get('alpha')).toEqual(['ai']);
    expect(backend.installed.get('alpha')?.grantedPermissions).toEqual([]);
  });

  it('forgets a grant with the version that dropped it: nothing comes back as given', async () => {
    const { registry, install, update, consent } = createTestRegistry();
    await install({ permissions: ['storage'], optionalPermissions: ['ai'] }, ['storage']);
    const asked = registry.grants.ask('alpha', ['ai'], 'request');
    (await consent.next()).answer({ granted: ['ai'], session: true });
    await asked;
    await update();
    expect(registry.grants.get('alpha')).toEqual([]);
    const third = update({ version: '3.0.0', permissions: ['storage'], optionalPermissions: ['ai'] });
    const { request, answer } = await consent.next();
    expect(request.permissions).toEqual(['storage']);
    answer({ granted: ['storage', 'ai'] });
    await third;
    expect(registry.grants.get('alpha')).toEqual(['storage']);
  });

  it('takes a revocation into account that happened while the user was asked', async () => {
    const { registry, install, update, consent } = createTestRegistry();
    await install({ permissions: ['storage'] }, ['storage']);
    const updating = update({ permissions: ['storage', 'ai'] });
    const { answer } = await consent.next();
    await registry.grants.set('alpha', []);
    answer({ granted: ['ai'] });
    expect((await updating).grantedPermissions).toEqual(['ai']);
  });

  it('leaves the old version running when the back end fails', async () => {
    const { registry, install, update, backend, steps, plugin } = createTestRegistry();
    await install();
    await registry.activate('alpha');
    backend.update = () => Promise.reject(new PluginError('HTTP_ERROR', 'down'));
    expect(await update().catch(errorCode)).toBe('HTTP_ERROR');
    expect(plugin()).toMatchObject({ state: 'active', manifest: { version: '1.0.0' } });
    expect(steps).toEqual(['start 1.0.0']);
  });

  it('says why the new version does not start, and can go back', async () => {
    const { registry, install, update, failing, plugin } = createTestRegistry();
    await install();
    await registry.activate('alpha');
    failing.add('2.0.0');
    await expect(update()).rejects.toThrow('2.0.0 is broken');
    expect(plugin()).toMatchObject({
      state: 'error',
      manifest: { version: '2.0.0' },
      error: { message: '2.0.0 is broken' },
    });
    expect(await update({ version: '1.0.0' })).toMatchObject({ state: 'inactive', error: undefined });
    await registry.activate('alpha');
    expect(registry.isActive('alpha')).toBe(true);
  });

  it.each([
    ['another id', testManifest('beta'), 'INVALID_ARGUMENT'],
    ['an invalid manifest', { ...testManifest('alpha'), version: 'two' }, 'INVALID_MANIFEST'],
  ])('refuses %s', async (_what, manifest, code) => {
    const { registry, install } = createTestRegistry();
    await install();
    expect(await registry.update('alpha', manifest).catch(errorCode)).toBe(code);
  });

  it('refuses a plugin that is not installed', async () => {
    expect(await createTestRegistry().update().catch(errorCode)).toBe('NOT_FOUND');
  });

  it('happens one after the other', async () => {
    const { registry, install, update, steps, plugin } = createTestRegistry();
    await install();
    await registry.activate('alpha');
    await Promise.all([update(), registry.deactivate('alpha'), update({ version: '3.0.0' })]);
    expect(steps).toEqual(['start 1.0.0', 'stop 1.0.0', 'start 2.0.0', 'stop 2.0.0']);
    expect(plugin()).toMatchObject({ state: 'inactive', manifest: { version: '3.0.0' } });
  });

  it('leaves the old version running when the back end has no code for the new one', async () => {
    const { registry, install, update, backend, steps, plugin } = createTestRegistry();
    await install();
    await registry.activate('alpha');
    backend.plugins.clear();
    expect(await update().catch(errorCode)).toBe('BUNDLE_INVALID');
    expect(plugin()).toMatchObject({ state: 'active', manifest: { version: '1.0.0' } });
    expect(steps).toEqual(['start 1.0.0']);
  });

  it('is given up when the plugin is deactivated or uninstalled or the host is disposed', async () => {
    for (const end of ['deactivate', 'uninstall', 'dispose'] as const) {
      const { registry, install, update, consent, backend } = createTestRegistry();
      await install();
      const updating = update({ permissions: ['ai'] }).catch(errorCode);
      const { signal } = await consent.next();
      await registry[end]('alpha');
      expect(signal.aborted, end).toBe(true);
      expect(await updating, end).toBe('ABORTED');
      expect(backend.installed.get('alpha')?.manifest.version).toBe(
        end === 'uninstall' ? undefined : '1.0.0',
      );
    }
  });
});
