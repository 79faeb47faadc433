import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import { describe, expect, it } from 'vitest';
import { createMemoryBackend } from '../../test/support/memory-backend.ts';
import { testManifest } from '../../test/support/test-manifest.ts';
import { importLegacyInstalls } from './legacy-installs.ts';

const KEY = 'flux_plugins_registry';

/** An import that got as far as `method`, where the back end failed. */
async function interruptedAt(method: 'install' | 'updateSettings' | 'setActive') {
  const instance = {
    manifest: testManifest('alpha', { permissions: ['storage'] }),
    state: 'active',
    settings: { size: 3, colour: 'red' },
  };
  const values = new Map([[KEY, JSON.stringify([['alpha', instance]])]]);
  const storage = {
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
  };
  const backend = createMemoryBackend();
  const works = backend[method];
  const offline = () => Promise.reject(new PluginError('HTTP_ERROR', 'The server could not be reached'));
  Object.assign(backend, { [method]: offline });
  const resume = () => importLegacyInstalls({ storage, backend });
  expect(await resume()).toMatchObject({ imported: [], failed: [{ id: 'alpha' }] });
  Object.assign(backend, { [method]: works });
  return { backend, resume, values };
}

describe('an import that is resumed', () => {
  it.each(['updateSettings', 'setActive'] as const)(
    'after %s keeps what the user has changed since, and brings the rest',
    async (method) => {
      const { backend, resume } = await interruptedAt(method);
      await backend.updateSettings('alpha', { size: 9 });
      expect(await resume()).toEqual({ imported: ['alpha'], failed: [] });
      expect(backend.installed.get('alpha')).toMatchObject({
        state: 'active',
        settings: { size: 9, colour: 'red' },
      });
    },
  );

  it.each(['updateSettings', 'setActive'] as const)(
    'after %s does not install again what the user has removed since',
    async (method) => {
      const { backend, resume, values } = await interruptedAt(method);
      await backend.uninstall('alpha');
      for (let count = 0; count < 2; count++) expect(await resume()).toEqual({ imported: [], failed: [] });
      expect(backend.installed.size).toBe(0);
      expect(values.get(`${KEY}:imported`)).toBe('["alpha"]');
      expect([values.get(`${KEY}:importing`), values.get(`${KEY}:installed`)]).toEqual(['[]', '[]']);
    },
  );

  it('before it was installed installs it', async () => {
    const { backend, resume } = await interruptedAt('install');
    expect(await resume()).toEqual({ imported: ['alpha'], failed: [] });
    expect(backend.installed.get('alpha')?.settings).toEqual({ size: 3, colour: 'red' });
  });
});
