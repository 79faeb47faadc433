import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createMemoryBackend } from '../../test/support/memory-backend.ts';
import { testManifest } from '../../test/support/test-manifest.ts';
import { importLegacyInstalls } from './legacy-installs.ts';

const KEY = 'flux_plugins_registry';

function memoryStorage(entries: unknown) {
  const values = new Map([[KEY, typeof entries === 'string' ? entries : JSON.stringify(entries)]]);
  return {
    values,
    getItem: (key: string) => values.get(key) ?? null,
    setItem: vi.fn((key: string, value: string) => void values.set(key, value)),
  };
}

/** An entry as the app wrote it. */
const entry = (id: string, fields: object = {}): [string, object] => [
  id,
  {
    manifest: testManifest(id, { permissions: ['storage'] }),
    state: 'inactive',
    settings: {},
    installedAt: '2026-01-01T00:00:00.000Z',
    updatedAt: '2026-01-01T00:00:00.000Z',
    ...fields,
  },
];

/** An app of before, and the back end it moves to. */
function world(entries: unknown) {
  const storage = memoryStorage(entries);
  const backend = createMemoryBackend();
  return {
    storage,
    backend,
    run: () => importLegacyInstalls({ storage, backend }),
    states: async () =>
      Object.fromEntries(
        (await backend.list()).map(({ pluginId, state, settings }) => [pluginId, { state, settings }]),
      ),
  };
}

const offline = () => Promise.reject(new PluginError('HTTP_ERROR', 'The server could not be reached'));

afterEach(() => vi.unstubAllGlobals());

describe('importing what the app kept in the browser', () => {
  it('installs it with settings and state, and asks nobody', async () => {
    const { run, backend, states, storage } = world([
      entry('alpha', { state: 'active', settings: { size: 3, colour: null }, enabledAt: 'then' }),
      entry('beta', { state: 'error', error: 'it crashed' }),
    ]);
    const before = storage.values.get(KEY);
    expect(await run()).toEqual({ imported: ['alpha', 'beta'], failed: [] });
    expect(await states()).toEqual({
      alpha: { state: 'active', settings: { size: 3, colour: null } },
      beta: { state: 'inactive', settings: {} },
    });
    expect(backend.installed.get('alpha')?.grantedPermissions).toBeNull();
    expect(storage.values.get(KEY)).toBe(before);
  });

  it('does it once: what is uninstalled stays so', async () => {
    const { run, backend, storage } = world([entry('alpha'), entry('beta')]);
    await run();
    expect(storage.values.get(`${KEY}:imported`)).toBe('["alpha","beta"]');
    await backend.uninstall('alpha');
    expect(await run()).toEqual({ imported: [], failed: [] });
    expect([...backend.installed.keys()]).toEqual(['beta']);
  });

  it('leaves alone what the user has installed elsewhere', async () => {
    const { run, backend, states } = world([entry('alpha', { state: 'active', settings: { size: 3 } })]);
    await backend.install(testManifest('alpha', { version: '2.0.0' }), []);
    expect(await run()).toEqual({ imported: [], failed: [] });
    expect(await states()).toEqual({ alpha: { state: 'inactive', settings: {} } });
    await backend.uninstall('alpha');
    await run();
    expect(backend.installed.size).toBe(0);
  });

  it('does nothing where there was nothing', async () => {
    const { run, storage } = world([]);
    storage.values.clear();
    expect(await run()).toEqual({ imported: [], failed: [] });
    expect(storage.setItem).not.toHaveBeenCalled();
  });

  it('reads another key', async () => {
    const { storage, backend } = world([entry('alpha')]);
    storage.values.set('mine', JSON.stringify([entry('beta')]));
    expect(await importLegacyInstalls({ storage, backend, key: 'mine' })).toMatchObject({
      imported: ['beta'],
    });
  });
});

describe('an import that fails or is interrupted', () => {
  it.each(['list', 'install', 'updateSettings', 'setActive'] as const)(
    'at %s is completed the next time',
    async (method) => {
      const { run, backend, states } = world([entry('alpha', { state: 'active', settings: { size: 3 } })]);
      const works = backend[method];
      Object.assign(backend, { [method]: offline });
      const { imported, failed } = await run();
      expect(imported).toEqual([]);
      expect(failed).toEqual([
        { id: method === 'list' ? '' : 'alpha', error: expect.objectContaining({ code: 'HTTP_ERROR' }) },
      ]);
      Object.assign(backend, { [method]: works });
      expect(await run()).toEqual({ imported: ['alpha'], failed: [] });
      expect(await states()).toEqual({ alpha: { state: 'active', settings: { size: 3 } } });
    },
  );

  it.each(['install', 'updateSettings', 'setActive'] as const)(
    'by the end of the page after %s is completed in the next page',
    async (method) => {
      const { run, backend, states } = world([entry('alpha', { state: 'active', settings: { size: 3 } })]);
      const works = backend[method] as (...parameters: unknown[]) => Promise<unknown>;
      // The page is gone once the back end has it: nothing runs after this.
      const reached = new Promise<void>((resolve) => {
        const last = async (...parameters: unknown[]) => {
          await works.apply(backend, parameters);
          resolve();
          return new Promise(() => undefined);
        };
        Object.assign(backend, { [method]: last });
      });
      vi.stubGlobal('navigator', {});
      void run();
      await reached;
      Object.assign(backend, { [method]: works });
      expect(await run()).toEqual({ imported: ['alpha'], failed: [] });
      expect(await states()).toEqual({ alpha: { state: 'active', settings: { size: 3 } } });
      expect(await run()).toEqual({ imported: [], failed: [] });
    },
  );

  it('of one plugin keeps none of the others', async () => {
    const { run, backend } = world([entry('alpha'), entry('beta'), entry('gamma')]);
    const { install } = backend;
    backend.install = (manifest, permissions) =>
      manifest.id === 'beta' ? offline() : install(manifest, permissions);
    expect(await run()).toMatchObject({ imported: ['alpha', 'gamma'], failed: [{ id: 'beta' }] });
  });

  it('because the browser keeps no notes installs nothing: it could not be done once', async () => {
    const { run, storage, backend } = world([entry('alpha')]);
    storage.setItem.mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    expect(await run()).toMatchObject({ imported: [], failed: [{ id: 'alpha' }] });
    expect(backend.installed.size).toBe(0);
  });

  it('because the storage is blocked is reported', async () => {
    const { backend, storage } = world([]);
    storage.getItem = () => {
      throw new DOMException('blocked', 'SecurityError');
    };
    expect(await importLegacyInstalls({ storage, backend })).toMatchObject({ failed: [{ id: '' }] });
  });
});

describe('tabs that begin together', () => {
  it('import once, one after the other, where the browser has locks', async () => {
    let tail = Promise.resolve<unknown>(undefined);
    const names: string[] = [];
    const request = (name: string, work: () => Promise<unknown>) => {
      names.push(name);
      const result = tail.then(work);
      tail = result;
      return result;
    };
    vi.stubGlobal('navigator', { locks: { request } });
    const { run, backend } = world([entry('alpha', { state: 'active', settings: { a: 1 } })]);
    const results = await Promise.all([run(), run(), run()]);
    expect(results.map(({ imported }) => imported)).toEqual([['alpha'], [], []]);
    expect(backend.calls).toEqual(['activate alpha']);
    expect(new Set(names).size).toBe(1);
  });

  it('install once where it has none', async () => {
    vi.stubGlobal('navigator', {});
    const { run, states } = world([entry('alpha', { state: 'active', settings: { a: 1 } }), entry('beta')]);
    const results = await Promise.all([run(), run(), run()]);
    expect(results.flatMap(({ failed }) => failed)).toEqual([]);
    expect(await states()).toEqual({
      alpha: { state: 'active', settings: { a: 1 } },
      beta: { state: 'inactive', settings: {} },
    });
    expect(await run()).toEqual({ imported: [], failed: [] });
  });

  it('go on where locks are refused', async () => {
    const request = () => Promise.reject(new DOMException('opaque origin', 'SecurityError'));
    vi.stubGlobal('navigator', { locks: { request } });
    expect(await world([entry('alpha')]).run()).toMatchObject({ imported: ['alpha'] });
  });
});

describe('what the app or somebody else left under the key', () => {
  it.each(['{', '', 'null', '{"alpha": {}}', '"text"', '7'])('%j is reported once', async (text) => {
    const { run, storage, backend } = world(text);
    const error = expect.objectContaining({
      code: 'INVALID_ARGUMENT',
      message: expect.stringContaining(KEY),
    });
    expect(await run()).toEqual({ imported: [], failed: [{ id: '', error }] });
    expect(await run()).toEqual({ imported: [], failed: [] });
    expect(storage.values.get(KEY)).toBe(text);
    storage.values.set(KEY, JSON.stringify([entry('alpha')]));
    expect(await run()).toMatchObject({ imported: ['alpha'] });
    expect(backend.installed.size).toBe(1);
  });

  it.each([
    ['null', null, 'entry 0'],
    ['a text', 'alpha', 'entry 0'],
    ['no instance', ['alpha'], 'alpha'],
    ['an instance that is null', ['alpha', null], 'alpha'],
    ['a manifest of another plugin', ['beta', entry('alpha')[1]], 'beta'],
    ['a manifest that is none', ['alpha', { state: 'active', manifest: { id: 'alpha' } }], 'alpha'],
    ['settings that are none', entry('alpha', { settings: 'many' }), 'alpha'],
    ['an id that is a member of objects', ['__proto__', entry('alpha')[1]], '__proto__'],
  ])('an entry that is %s is reported, and the others are imported', async (_, bad, id) => {
    const { run, backend } = world([bad, entry('good')]);
    const error = expect.objectContaining({ code: 'INVALID_MANIFEST' });
    expect(await run()).toEqual({ imported: ['good'], failed: [{ id, error }] });
    expect([...backend.installed.keys()]).toEqual(['good']);
    // Tried again: what is wrong may have been with this version of the app.
    expect(await run()).toEqual({ imported: [], failed: [{ id, error }] });
  });

  it('keys that would change prototypes go nowhere', async () => {
    const text = JSON.stringify([entry('alpha', { settings: { a: 1 } })]);
    const { run, backend } = world(text.replace('{"a":1}', '{"a":1,"__proto__":{"polluted":true}}'));
    expect(await run()).toMatchObject({ imported: ['alpha'] });
    const settings = backend.installed.get('alpha')?.settings ?? {};
    expect(settings).toEqual({ a: 1 });
    expect('polluted' in settings || 'polluted' in {}).toBe(false);
  });

  it('settings nested without end fail alone', async () => {
    const deep = `${'{"a":'.repeat(200_000)}1${'}'.repeat(200_000)}`;
    const text = JSON.stringify([entry('alpha', { settings: { a: 1 } }), entry('beta')]);
    const result = await world(text.replace('{"a":1}', deep)).run();
    expect(result).toMatchObject({ imported: ['beta'], failed: [{ id: 'alpha' }] });
  });

  it('a thousand installs, and notes that are none, are no problem', async () => {
    const ids = Array.from({ length: 1000 }, (_, index) => `plugin-${index}`);
    const { run, storage } = world(ids.map((id) => entry(id)));
    storage.values.set(`${KEY}:imported`, '{"not": "a list"}');
    expect((await run()).imported).toEqual(ids);
  });

  it('of any shape never rejects, and installs nothing that is no plugin', async () => {
    const row = fc.oneof(
      fc.jsonValue(),
      fc.tuple(fc.string(), fc.jsonValue()),
      fc
        .record({ state: fc.string(), settings: fc.jsonValue(), manifest: fc.jsonValue() })
        .map((x) => ['a', x]),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(row), async (rows) => {
        const { run, backend } = world(rows);
        const { imported, failed } = await run();
        expect(imported).toEqual([]);
        expect(failed.length > 0).toBe(rows.length > 0);
        expect(backend.installed.size).toBe(0);
      }),
    );
  });
});
