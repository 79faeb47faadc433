import { errorCode, PluginError } from '@fluxstudio/plugin-protocol/errors';
import type { PluginManifestInput } from '@fluxstudio/plugin-protocol/manifest/manifest';
import { describe, expect, it, vi } from 'vitest';
import { testManifest } from '../../test/support/test-manifest.ts';
import { toInstance } from './installed-instance.ts';
import { createInstanceTable } from './instance-table.ts';
import { changedKeys, createPluginSettings } from './plugin-settings.ts';

const schema: PluginManifestInput['settings'] = {
  properties: {
    size: { type: 'number', title: 'Size', default: 5, validation: { min: 2, max: 12 } },
    code: { type: 'string', title: 'Code', validation: { pattern: '[A-Z]+' } },
    tags: { type: 'multiselect', title: 'Tags', default: ['a'] },
  },
};
const defaults = { size: 5, tags: ['a'] };

/** Settings of one plugin over a store whose answers the test gives out. */
function setUp(settings: typeof schema | null = schema, stored: Record<string, unknown> = {}) {
  const table = createInstanceTable();
  const date = '2026-01-02T03:04:05.000Z';
  const manifest = testManifest('demo', settings ? { settings } : {});
  const row = { id: 'row', pluginId: 'demo', manifest, settings: stored, bundle: null };
  const dates = { installedAt: date, updatedAt: date };
  table.set(toInstance({ ...row, ...dates, state: 'inactive', grantedPermissions: [] }));
  let kept = stored;
  const store = vi.fn(async (_id: string, patch: Record<string, unknown>) => {
    kept = { ...kept, ...patch };
    return kept;
  });
  const plugin = createPluginSettings(table, store);
  const heard: string[][] = [];
  plugin.onDidChange('demo', (keys) => heard.push(keys));
  const update = (patch: Record<string, unknown>) => plugin.update('demo', patch);
  const inForce = () => table.require('demo').settings;
  return { table, store, plugin, heard, update, inForce, patches: () => store.mock.calls.map(([, p]) => p) };
}

/** A store that answers when it is told to. */
function held(store: ReturnType<typeof setUp>['store']) {
  const answers: ((result: Record<string, unknown> | Error) => void)[] = [];
  store.mockImplementation(
    () =>
      new Promise((resolve, reject) => {
        answers.push((result) => (result instanceof Error ? reject(result) : resolve(result)));
      }),
  );
  const asked = (count: number) => vi.waitUntil(() => store.mock.calls.length === count);
  return { answers, asked };
}

describe('update', () => {
  it('stores what is right, and tells which settings changed', async () => {
    const { update, heard, patches, inForce } = setUp();
    const answer = await update({ size: 7, tags: ['a'], own: { a: 1 } });
    expect(answer).toEqual({ ...defaults, size: 7, own: { a: 1 } });
    expect(inForce()).toEqual(answer);
    expect(patches()).toEqual([{ size: 7, tags: ['a'], own: { a: 1 } }]);
    expect(heard).toEqual([['size', 'own']]);
  });

  it('stores nothing of a patch with a value that is wrong', async () => {
    const { update, heard, store, inForce } = setUp();
    const error = await update({ size: 99, code: 'a1', tags: [] }).catch((thrown) => thrown);
    expect(error).toMatchObject({
      code: 'INVALID_SETTINGS',
      message:
        'The settings of demo were not stored: settings.size must be 12 or less; settings.code must match [A-Z]+',
      data: {
        issues: [
          { field: 'settings.size', message: 'settings.size must be 12 or less', code: 'max' },
          { field: 'settings.code', message: 'settings.code must match [A-Z]+', code: 'pattern' },
        ],
      },
    });
    expect(store).not.toHaveBeenCalled();
    expect(heard).toEqual([]);
    expect(inForce()).toEqual(defaults);
  });

  it.each<[string, unknown]>([
    ['a list', []],
    ['text', 'x'],
    ['null', null],
    ['nothing', undefined],
    ['a number that JSON cannot hold', { deep: [Number.NaN] }],
    [
      'a value that contains itself',
      Object.assign(
        {},
        {
          get self() {
            return this;
          },
        },
      ),
    ],
  ])('refuses %s', async (_what, patch) => {
    const { plugin, store } = setUp();
    const untyped: { update(id: string, patch: unknown): Promise<unknown> } = plugin;
    const error = await untyped.update('demo', patch).catch((thrown) => thrown);
    expect(error).toMatchObject({ code: 'INVALID_SETTINGS', data: { issues: [{ field: 'settings' }] } });
    expect(store).not.toHaveBeenCalled();
  });

  it('checks and stores what JSON makes of a value, as it was when it was asked for', async () => {
    const { update, patches } = setUp();
    const patch = { own: { at: new Date(0) }, gone: undefined, list: [1] };
    const done = update(patch);
    patch.list.push(2);
    await done;
    expect(patches()).toEqual([{ own: { at: '1970-01-01T00:00:00.000Z' }, list: [1] }]);
  });

  it('checks nothing for a plugin that declares nothing', async () => {
    const { update } = setUp(null);
    expect(await update({ anything: ['goes'] })).toEqual({ anything: ['goes'] });
  });

  it('says so where the plugin is not installed, or no longer', async () => {
    const { plugin, table, store } = setUp();
    expect(await plugin.update('other', {}).catch(errorCode)).toBe('NOT_FOUND');
    const late = plugin.update('demo', { size: 7 }).catch(errorCode);
    table.delete('demo');
    expect(await late).toBe('NOT_FOUND');
    expect(store).not.toHaveBeenCalled();
  });
});

describe('writes of one plugin', () => {
  it('that are asked for in one turn go out as one, and are heard as one', async () => {
    const { update, patches, heard } = setUp();
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, index) => update({ [`k${index}`]: index })),
    );
    expect(patches()).toHaveLength(1);
    expect(Object.keys(answers[0] ?? {})).toHaveLength(102);
    expect(heard).toHaveLength(1);
  });

  it('wait for the one on its way, then go out together with their last values', async () => {
    const { update, store, patches } = setUp();
    const { answers, asked } = held(store);
    const first = update({ size: 3 });
    await asked(1);
    const later = [update({ size: 4, own: 1 }), update({ size: 6 })];
    answers[0]?.({ size: 3 });
    expect(await first).toEqual({ ...defaults, size: 3 });
    await asked(2);
    expect(patches()).toEqual([{ size: 3 }, { size: 6, own: 1 }]);
    answers[1]?.({ size: 6, own: 1 });
    expect(await Promise.all(later)).toEqual([
      { ...defaults, size: 6, own: 1 },
      { ...defaults, size: 6, own: 1 },
    ]);
  });

  it('do not suffer from one that is not valid', async () => {
    const { update, patches } = setUp();
    const results = await Promise.allSettled([update({ size: 3 }), update({ size: 99 }), update({ own: 1 })]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(patches()).toEqual([{ size: 3, own: 1 }]);
  });

  it('fail together where the back end does, and the next is tried again', async () => {
    const { update, store, inForce, heard } = setUp();
    store.mockRejectedValueOnce(new PluginError('HTTP_ERROR', 'The server could not be reached'));
    const codes = await Promise.all([
      update({ size: 3 }).catch(errorCode),
      update({ own: 1 }).catch(errorCode),
    ]);
    expect(codes).toEqual(['HTTP_ERROR', 'HTTP_ERROR']);
    expect([inForce(), heard]).toEqual([defaults, []]);
    expect(await update({ size: 4 })).toEqual({ ...defaults, size: 4 });
  });

  it('are told apart, halving, where the back end refuses them together', async () => {
    const { update, store, patches, inForce } = setUp();
    const tooLarge = new PluginError('HTTP_ERROR', 'too large', { data: { status: 413 } });
    const storing = store.getMockImplementation();
    store.mockImplementation(async (id, patch) => {
      if ('large' in patch || !storing) throw tooLarge;
      return storing(id, patch);
    });
    const results = await Promise.allSettled([update({ size: 3 }), update({ large: 1 }), update({ own: 1 })]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    const parts = [{ size: 3 }, { large: 1, own: 1 }, { large: 1 }, { own: 1 }];
    expect(patches()).toEqual([{ size: 3, large: 1, own: 1 }, ...parts]);
    expect(inForce()).toEqual({ ...defaults, size: 3, own: 1 });
  });

  it('of different plugins do not wait for each other', async () => {
    const { table, plugin, store, update } = setUp();
    table.set({ ...table.require('demo'), manifest: testManifest('second') });
    const { answers, asked } = held(store);
    void update({ size: 3 });
    const other = plugin.update('second', { own: 1 });
    await asked(2);
    answers[store.mock.calls.findIndex(([id]) => id === 'second')]?.({ own: 1 });
    expect(await other).toEqual({ own: 1 });
  });
});

describe('what is stored elsewhere', () => {
  it('is taken over, and heard where it differs', () => {
    const { plugin, heard, inForce } = setUp(schema, { own: { a: 1, b: [1, 2] } });
    plugin.apply('demo', { own: { b: [1, 2], a: 1 }, tags: ['a'] });
    expect(heard).toEqual([]);
    plugin.apply('demo', { size: 7, tags: ['b'] });
    expect(heard).toEqual([['size', 'tags', 'own']]);
    expect(inForce()).toEqual({ size: 7, tags: ['b'] });
    plugin.apply('nobody', { size: 7 });
  });

  it('keeps the same snapshot where nothing differs', () => {
    const { plugin, table } = setUp();
    const before = table.getSnapshot();
    plugin.apply('demo', { size: 5 });
    expect(table.getSnapshot()).toBe(before);
  });

  it('falls back to the default where it is wrong, and is described', async () => {
    const { plugin, inForce } = setUp();
    plugin.apply('demo', { size: 'large', code: 'a1', older: true });
    expect(inForce()).toEqual({ ...defaults, code: 'a1', older: true });
    expect(await plugin.describe('demo')).toEqual({
      values: inForce(),
      unknown: ['older'],
      invalid: [
        { field: 'size', message: 'must be a number', code: 'type' },
        { field: 'code', message: 'must match [A-Z]+', code: 'pattern' },
      ],
    });
  });

  it('is described after an update as well, and before anything was stored', async () => {
    const { plugin, update } = setUp();
    expect(await plugin.describe('demo')).toEqual({ values: defaults, unknown: [], invalid: [] });
    const odd = setUp({ properties: { size: { type: 'number', title: 'Size', default: 'none' } } });
    expect((await odd.plugin.describe('demo')).invalid).toEqual([]);
    await update({ older: 1 });
    expect((await plugin.describe('demo')).unknown).toEqual(['older']);
  });
});

describe('changedKeys', () => {
  it.each<[object, object, string[]]>([
    [{ a: { x: 1, y: 2 } }, { a: { y: 2, x: 1 } }, []],
    [{ a: [1, 2] }, { a: [2, 1] }, ['a']],
    [{ a: null }, {}, ['a']],
    [{}, JSON.parse('{"__proto__": 1}'), ['__proto__']],
    [{ a: 1, b: 1 }, { b: 2, c: 1 }, ['a', 'b', 'c']],
  ])('%j to %j: %j', (before, after, keys) => {
    expect(changedKeys({ ...before }, { ...after })).toEqual(keys);
  });
});
