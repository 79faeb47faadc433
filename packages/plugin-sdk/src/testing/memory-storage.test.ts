import { describe, expect, it } from 'vitest';
import { storageConformance } from '../../../plugin-host/test/support/storage-conformance.ts';
import { createTestHost } from './create-test-host.ts';
import { DEFAULT_STORAGE_QUOTA } from './host-source.ts';
import { memoryStorage } from './memory-storage.ts';

describe('storage in memory', () => {
  it.each(storageConformance)('$name', ({ run }) =>
    run((quota) => memoryStorage(new Map(), { ...DEFAULT_STORAGE_QUOTA, ...quota })),
  );
});

describe('storage of a plugin under test', () => {
  const setUp = (plugin: Parameters<typeof createTestHost>[0]['plugin'], services = {}) =>
    createTestHost({
      plugin,
      services,
      manifest: { permissions: ['commands', 'storage'] },
      syncStorage: { theme: 'light' },
      storage: { count: 1 },
    });

  it('is what the test gave, and shows what the plugin wrote', async () => {
    await using host = await setUp({
      async activate(context) {
        await context.storage.sync.set('seen', await context.storage.sync.get('theme'));
        await context.storage.sync.delete('theme');
        await context.storage.set('count', (await context.storage.get('count', 0)) + 1);
      },
    });
    expect([...host.syncStorage]).toEqual([['seen', 'light']]);
    expect([...host.storage]).toEqual([['count', 2]]);
    expect(host.calls.map(({ method }) => method)).toEqual([
      'storage.sync.get',
      'storage.sync.set',
      'storage.sync.delete',
      'storage.get',
      'storage.set',
    ]);
  });

  it('has a namespace inside another one, neither to be changed', async () => {
    let frozen: boolean[] = [];
    await using _ = await setUp({
      activate({ storage }) {
        frozen = [Object.isFrozen(storage), Object.isFrozen(storage.sync), 'get' in storage.sync];
      },
    });
    expect(frozen).toEqual([true, true, true]);
  });

  it('tells the plugin what it changed, before the answer to its call', async () => {
    const heard: unknown[] = [];
    await using _ = await setUp({
      async activate({ storage }) {
        storage.onDidChange((change) => heard.push(change));
        await storage.set('a', 1);
        heard.push('stored');
        await storage.delete('a');
      },
    });
    expect(heard).toEqual([{ keys: ['a'] }, 'stored', { keys: ['a'], removed: ['a'] }]);
  });

  it('takes JSON only where it is synced', async () => {
    const codes: unknown[] = [];
    await using host = await setUp({
      async activate({ storage }) {
        for (const value of [new Date(), Number.NaN, new Map(), { deep: [undefined] }])
          await storage.sync.set('a', value).catch((error) => codes.push(error.code));
        for (const key of ['..', 'a/b', 'a\0', ''])
          await storage.sync.set(key, 1).catch((error) => codes.push(error.code));
      },
    });
    expect(codes).toEqual(Array(8).fill('INVALID_ARGUMENT'));
    expect(host.syncStorage.size).toBe(1);
  });

  it('is NOT_SUPPORTED where the app has none to sync', async () => {
    let code: unknown;
    await using _ = await setUp(
      {
        async activate({ storage }) {
          await storage.sync.keys().catch((error) => {
            code = error.code;
          });
        },
      },
      { syncStorage: undefined },
    );
    expect(code).toBe('NOT_SUPPORTED');
  });
});
