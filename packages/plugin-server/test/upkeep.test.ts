import { describe, expect, it, vi } from 'vitest';
import { createPluginServer } from '../src/create-plugin-server.ts';
import type { SqlDatabase } from '../src/stores/sql.ts';
import { createUpkeep } from '../src/stores/upkeep.ts';
import { useCatalogue } from './support/catalogue.ts';
import { drivers } from './support/databases.ts';
import { authenticate } from './support/fixtures.ts';

describe.each(drivers)('upkeep on $name', (driver) => {
  const { call, database, insert, server } = useCatalogue(driver);
  const downloads = async () => {
    const { plugins } = (await call('GET', '/marketplace?sortBy=name')).json;
    return Object.fromEntries(
      plugins.map((one: { id: string; downloads: number }) => [one.id, one.downloads]),
    );
  };

  it('adds up downloads, in as many batches as it takes', async () => {
    await insert({ id: 'a', downloads: 5 }, { id: 'b' }, { id: 'c' });
    await database().query(`INSERT INTO plugin_downloads (plugin_id)
      SELECT CASE n % 3 WHEN 0 THEN 'a' WHEN 1 THEN 'b' ELSE 'gone' END FROM generate_series(1, 12000) n`);
    expect(await server().upkeep()).toMatchObject({ downloads: 12_000 });
    expect(await downloads()).toEqual({ a: 4_005, b: 4_000, c: 0 });
    expect(await server().upkeep()).toMatchObject({ downloads: 0 });
  });

  it('counts each download once, whoever counts', async () => {
    await insert({ id: 'a' });
    await database().query(
      `INSERT INTO plugin_downloads (plugin_id) SELECT 'a' FROM generate_series(1, 500)`,
    );
    const results = await Promise.all([1, 2, 3, 4].map(() => server().upkeep()));
    expect(results.reduce((sum, one) => sum + one.downloads, 0)).toBe(500);
    expect(await downloads()).toEqual({ a: 500 });
  });

  it('deletes what is older than a day', async () => {
    await database().query(`INSERT INTO plugin_idempotency (user_id, key, request_sha256, created_at)
      SELECT 'u', 'key-' || n, '', now() - n * interval '1 hour' FROM generate_series(20, 30) n`);
    await database().query(`INSERT INTO plugin_events (user_id, type, created_at)
      SELECT 'u', 'install', now() - n * interval '1 hour' FROM generate_series(20, 30) n`);
    expect(await server().upkeep()).toEqual({ downloads: 0, idempotencyKeys: 7, events: 7 });
    expect(await database().query('SELECT 1 FROM plugin_idempotency')).toHaveLength(4);
    expect(await database().query('SELECT 1 FROM plugin_events')).toHaveLength(4);
  });

  it('is done by a server that answers requests, until it is closed', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const other = createPluginServer({
        db: database().option,
        authenticate,
        rateLimits: false,
        events: false,
        logger: { error() {} },
      });
      expect(vi.getTimerCount()).toBe(0);
      await other.handle({ method: 'GET', path: '/runtime' });
      await other.handle({ method: 'GET', path: '/runtime' });
      expect(vi.getTimerCount()).toBe(1);
      await other.close();
      expect(vi.getTimerCount()).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('createUpkeep', () => {
  it('leaves the work to another process that is at it', async () => {
    const statements: string[] = [];
    const db: Pick<SqlDatabase, 'transaction'> = {
      transaction: (work) =>
        work({
          async query(statement) {
            statements.push(typeof statement === 'string' ? statement : statement.name);
            return [{ mine: false }];
          },
          async script() {},
        }),
    };
    const upkeep = createUpkeep(db, { logger: console });
    expect(await upkeep.run()).toEqual({ downloads: 0, idempotencyKeys: 0, events: 0 });
    expect(new Set(statements)).toEqual(new Set(['plugin_upkeep_lock']));
  });

  it('reports a failed run, and tries again', async () => {
    vi.useFakeTimers();
    try {
      const transaction = vi.fn().mockRejectedValue(new Error('away'));
      const warn = vi.fn();
      const upkeep = createUpkeep({ transaction }, { everyMs: 1_000, logger: { error() {}, warn } });
      await expect(upkeep.run()).rejects.toThrow('away');
      upkeep.start();
      upkeep.start();
      await vi.advanceTimersByTimeAsync(2_500);
      expect(transaction).toHaveBeenCalledTimes(3);
      expect(warn).toHaveBeenCalledTimes(2);
      await upkeep.stop();
      await vi.advanceTimersByTimeAsync(5_000);
      expect(transaction).toHaveBeenCalledTimes(3);
    } finally {
      vi.useRealTimers();
    }
  });
});
