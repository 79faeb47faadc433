import { errorCode } from '@fluxstudio/plugin-protocol/errors';
import type { PluginManifestInput } from '@fluxstudio/plugin-protocol/manifest/manifest';
import { describe, expect, it } from 'vitest';
import { testManifest } from '../../test/support/test-manifest.ts';
import { createTestRegistry } from '../../test/support/test-registry.ts';
import { createCompatibility } from './compatibility.ts';

const NONE = new Map<string, never>();
const board = { title: 'Change the board', description: 'Add colours.' };
const own = new Map([
  ['board:draw', board],
  ['board:read', board],
]);
const manifest = (fields: Partial<PluginManifestInput>) => testManifest('alpha', fields);

describe('the version of the app', () => {
  it.each([
    ['1.4.0', '^1.2.0', true],
    ['2.0.0', '^1.2.0', false],
    ['1.5.0-beta.1', '^1.2.0', true],
    ['2.0.0-beta.1', '^1.2.0', false],
    ['1.0.0', '>=0.9 <1 || 1.0.0 - 1.1.0', true],
    ['1.0.0', '', true],
  ])('%s and %j: %s', async (appVersion, range, fits) => {
    const { requireVersion } = createCompatibility({ appVersion, permissions: NONE });
    const outcome = requireVersion(manifest({ fluxStudioVersion: range })).then(() => true, errorCode);
    expect(await outcome).toBe(fits || 'INCOMPATIBLE');
  });

  it('is named together with the range', async () => {
    const { requireVersion } = createCompatibility({ appVersion: '2.1.0', permissions: NONE });
    const refused = requireVersion(manifest({ fluxStudioVersion: '^1.2.0' }));
    await expect(refused).rejects.toMatchObject({
      code: 'INCOMPATIBLE',
      message: 'Plugin alpha needs version ^1.2.0 of this app, and this is 2.1.0',
      data: { range: '^1.2.0', appVersion: '2.1.0' },
    });
  });

  it('does not matter to a manifest without a range, nor in an app that does not tell it', async () => {
    await createCompatibility({ appVersion: '1.0.0', permissions: NONE }).requireVersion(manifest({}));
    await createCompatibility({ permissions: NONE }).requireVersion(
      manifest({ fluxStudioVersion: '^9.0.0' }),
    );
  });

  it('must be a version', () => {
    expect(() => createCompatibility({ appVersion: 'latest', permissions: NONE })).toThrow('appVersion');
  });

  it('counts at install, at update and at activation', async () => {
    const old = createTestRegistry();
    await old.install({ fluxStudioVersion: '^1.0.0' });
    const compatibility = createCompatibility({ appVersion: '2.0.0', permissions: NONE });
    const { registry, backend, steps, plugin } = createTestRegistry({ backend: old.backend, compatibility });
    await registry.loadPersistedPlugins();
    expect(await registry.activate('alpha').catch(errorCode)).toBe('INCOMPATIBLE');
    expect(plugin()).toMatchObject({ state: 'error', error: { code: 'INCOMPATIBLE' } });
    expect(steps).toEqual([]);
    const next = manifest({ version: '2.0.0', fluxStudioVersion: '~1.0.0' });
    expect(await registry.update('alpha', next).catch(errorCode)).toBe('INCOMPATIBLE');
    expect(backend.installed.get('alpha')?.manifest.version).toBe('1.0.0');
    const other = registry.install(testManifest('beta', { fluxStudioVersion: '1' }), { permissions: [] });
    expect(await other.catch(errorCode)).toBe('INCOMPATIBLE');
    expect(backend.installed.has('beta')).toBe(false);
    await registry.update('alpha', manifest({ version: '2.0.0', fluxStudioVersion: '2' }));
    await registry.activate('alpha');
    expect(steps).toEqual(['start 2.0.0']);
  });
});

describe('permissions of the app', () => {
  const { requirePermissions } = createCompatibility({ permissions: own });

  it('are those of its namespaces, and their plain names', () => {
    requirePermissions(manifest({ permissions: ['files', 'board:draw'], optionalPermissions: ['board'] }));
  });

  it.each([
    ['an unknown name', { permissions: ['canvas'] }],
    ['an unknown part of a known name', { permissions: ['board:erase'] }],
    ['an optional one', { optionalPermissions: ['timeline:read'] }],
  ])('do not cover %s', (_what, fields) => {
    expect(() => requirePermissions(manifest(fields))).toThrow(
      expect.objectContaining({
        code: 'INCOMPATIBLE',
        message: expect.stringContaining('board, board:draw, board:read'),
      }),
    );
  });

  it('are checked before anything is installed', async () => {
    const { install, backend } = createTestRegistry({
      compatibility: createCompatibility({ permissions: NONE }),
    });
    expect(await install({ permissions: ['board'] }).catch(errorCode)).toBe('INCOMPATIBLE');
    expect(backend.installed.size).toBe(0);
  });
});
