import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { ratePlugin } from '../src/contract/ratings.ts';
import { useCatalogue } from './support/catalogue.ts';
import { drivers } from './support/databases.ts';
import { minimalManifest } from './support/fixtures.ts';

describe.each(drivers)('ratings on $name', (driver) => {
  const { add, call, createUser, database, install, seed, server, user } = useCatalogue(driver);
  const rate = (rating: unknown, id = 'notes') => call('PUT', `/marketplace/${id}/rating`, { rating });
  const entry = async () => (await call('GET', '/marketplace/notes')).json.plugin;

  async function asUser(name: string, method: string, path: string, body?: unknown) {
    const answer = await server().handle({
      method,
      path,
      body,
      headers: { authorization: `Bearer ${name}` },
    });
    return { status: answer.status, json: JSON.parse(String(answer.body)) };
  }
  async function raters(count: number): Promise<string[]> {
    const users: string[] = [];
    for (let index = 0; index < count; index++) {
      const name = await createUser();
      users.push(name);
      await asUser(name, 'POST', '/install', { manifest: minimalManifest('notes') });
    }
    return users;
  }
  async function publish(): Promise<void> {
    await add({ id: 'notes' });
    await seed();
  }

  it('are given, changed and taken back', async () => {
    await publish();
    await install('notes');
    const first = await rate(5);
    expect(first).toMatchObject({
      status: 200,
      json: { success: true, ownRating: 5, rating: 5, ratingCount: 1 },
    });
    expect(v.safeParse(ratePlugin.answers[200], first.json).success).toBe(true);
    expect((await rate(2)).json).toMatchObject({ ownRating: 2, rating: 2, ratingCount: 1 });
    expect(await entry()).toMatchObject({ ownRating: 2, rating: 2, ratingCount: 1 });
    for (const _again of [1, 2]) {
      const { json } = await call('DELETE', '/marketplace/notes/rating');
      expect(json).toEqual({ success: true, ownRating: null, rating: 0, ratingCount: 0 });
    }
  });

  it('are for those who have the plugin, and outlive the install', async () => {
    await publish();
    expect(await rate(5)).toMatchObject({ status: 403, json: { code: 'NOT_INSTALLED' } });
    expect(await rate(5, 'nothing')).toMatchObject({ status: 404, json: { error: 'Plugin not found' } });
    expect((await call('DELETE', '/marketplace/nothing/rating')).status).toBe(404);
    await install('notes');
    await rate(4);
    await call('DELETE', '/notes');
    expect(await entry()).toMatchObject({ rating: 4, ratingCount: 1, ownRating: 4, installed: false });
    expect((await rate(1)).status).toBe(403);
    expect((await call('DELETE', '/marketplace/notes/rating')).json.ratingCount).toBe(0);
  });

  it.each([[0], [6], [2.5], ['5'], [null], [undefined], [true], [[5]], [1e300]])(
    'are not %j',
    async (rating) => {
      await publish();
      await install('notes');
      const { status, json } = await rate(rating);
      expect(status === 400 || status === 422).toBe(true);
      if (status === 400) expect([json.code, json.field]).toEqual(['INVALID_ARGUMENT', 'rating']);
      expect(await entry()).toMatchObject({ ratingCount: 0 });
    },
  );

  it('of a user are one for each tenant', async () => {
    await publish();
    for (const [tenant, rating] of [
      ['a', 1],
      ['b', 5],
    ] as const) {
      const name = `${user()}@${tenant}`;
      await asUser(name, 'POST', '/install', { manifest: minimalManifest('notes') });
      await asUser(name, 'PUT', '/marketplace/notes/rating', { rating });
    }
    expect(await entry()).toMatchObject({ rating: 3, ratingCount: 2 });
  });

  it('of many at once all count', async () => {
    await publish();
    const users = await raters(20);
    const rounds = [1, 2, 3].flatMap((round) =>
      users.map((name, index) => ({ name, rating: 1 + ((index + round) % 5) })),
    );
    const answers = await Promise.all(
      rounds.map(({ name, rating }) => asUser(name, 'PUT', '/marketplace/notes/rating', { rating })),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    const [truth] = await database().query(
      'SELECT avg(rating)::float8 AS rating, count(*)::integer AS count FROM plugin_ratings',
    );
    expect(truth?.count).toBe(20);
    expect(await entry()).toMatchObject({ rating: truth?.rating, ratingCount: 20 });
  });

  it('have the exact mean after any changes', async () => {
    await publish();
    const users = await raters(4);
    const change = fc.tuple(fc.nat(3), fc.option(fc.integer({ min: 1, max: 5 })));
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 12 }), async (changes) => {
        await database().query('DELETE FROM plugin_ratings');
        const ratings = new Map<number, number>();
        for (const [index, rating] of changes) {
          const path = '/marketplace/notes/rating';
          const name = users[index] ?? '';
          if (rating === null) await asUser(name, 'DELETE', path);
          else await asUser(name, 'PUT', path, { rating });
          if (rating === null) ratings.delete(index);
          else ratings.set(index, rating);
        }
        const values = [...ratings.values()];
        const mean = values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
        expect(await entry()).toMatchObject({ rating: mean, ratingCount: values.length });
      }),
      { numRuns: 15 },
    );
  });

  it('go with their user, and are written down', async () => {
    await publish();
    await install('notes');
    await rate(5);
    const [other = ''] = await raters(1);
    await asUser(other, 'PUT', '/marketplace/notes/rating', { rating: 2 });
    await database().query('DELETE FROM users WHERE id = $1', [other]);
    expect(await entry()).toMatchObject({ rating: 5, ratingCount: 1 });
    await call('DELETE', '/marketplace/notes/rating');
    const audited = await database().query(
      `SELECT user_id, detail FROM plugin_audit WHERE action = 'rating' ORDER BY id`,
    );
    expect(audited).toEqual([
      { user_id: user(), detail: { rating: 5 } },
      { user_id: other, detail: { rating: 2 } },
      { user_id: user(), detail: { rating: null } },
    ]);
  });

  it('go with their plugin', async () => {
    await publish();
    await install('notes');
    await rate(5);
    await database().query('DELETE FROM plugins');
    expect(await database().query('SELECT 1 FROM plugin_ratings')).toEqual([]);
  });
});
