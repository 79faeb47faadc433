import { describe, expect, it, vi } from 'vitest';
import { createTestScope } from '../../test/support/test-scope.ts';
import type { SyncStorageBackend } from '../backend/backend.ts';
import { DEFAULT_LIMITS } from '../limits/limits.ts';
import { bindSyncStorage } from './sync-storage.ts';

function setUp() {
  const { clock, pass } = createTestScope('alpha');
  const answers: (() => void)[] = [];
  const get = vi.fn(() => new Promise<unknown>((resolve) => answers.push(() => resolve('value'))));
  const set = vi.fn(async () => undefined);
  const backend: Pick<SyncStorageBackend, 'get' | 'set'> = { get, set };
  const api = bindSyncStorage(backend as SyncStorageBackend, 'alpha', DEFAULT_LIMITS, clock);
  return { api, get, set, answers, pass };
}

const codes = async (calls: readonly unknown[]) =>
  (await Promise.allSettled(calls)).map((result) =>
    result.status === 'fulfilled' ? 'ok' : (result.reason as { code?: string }).code,
  );

describe('storage.sync', () => {
  it('has so many calls under way, and takes more when they are answered', async () => {
    const { api, get, answers } = setUp();
    const calls = Array.from({ length: 20 }, () => api.get('a', null));
    for (const answer of answers) answer();
    expect(await codes(calls)).toEqual([...Array(16).fill('ok'), ...Array(4).fill('LIMIT_EXCEEDED')]);
    const next = api.get('a', null);
    answers.at(-1)?.();
    expect(await next).toBe('value');
    expect(get).toHaveBeenCalledTimes(17);
  });

  it('takes a burst of changes, and then so many a second', async () => {
    const { api, set, pass } = setUp();
    for (let count = 0; count < 50; count++) await api.set('a', count);
    expect(await codes([api.set('a', 0), api.delete('a'), api.clear()])).toEqual(
      Array(3).fill('LIMIT_EXCEEDED'),
    );
    await pass(1_000);
    for (let count = 0; count < 10; count++) await api.set('a', count);
    expect(await codes([api.set('a', 0)])).toEqual(['LIMIT_EXCEEDED']);
    expect(set).toHaveBeenCalledTimes(60);
  });
});
