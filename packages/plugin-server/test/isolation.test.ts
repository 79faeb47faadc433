import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drivers } from './support/databases.ts';
import { createFixture, type Fixture, minimalManifest } from './support/fixtures.ts';
import { type Listening, listen } from './support/listen.ts';
import { anyRequest, IDS } from './support/random-requests.ts';
import { type WireClient, wireClient } from './support/wire-request.ts';

// Whatever one user sends, or the same user in another tenant, nothing of what a user has in a tenant is read or changed by it.

const RUNS = { PGlite: 15, PostgreSQL: 40 } as const;
const TABLES = ['user_plugins', 'plugin_storage', 'plugin_idempotency', 'plugin_audit', 'plugin_events'];
const MARKER = 'only-the-owner-may-see-this';
const STORED = ['theme', 'a key', '0'];

const sequence = fc.noBias(fc.array(anyRequest, { minLength: 1, maxLength: 40, size: 'max' }));

describe.each(drivers)('on $name', ({ name, create }) => {
  let fixture: Fixture;
  let listening: Listening;
  let client: WireClient;
  beforeAll(async () => {
    fixture = await createFixture({ name, create }, { network: false });
    listening = await listen(fixture.server.node);
    client = wireClient(listening.origin);
  });
  afterAll(async () => {
    client.close();
    await listening.close();
    await fixture.close();
  });

  /** Has of everything something, with the marker wherever a value can be. */
  async function fill(token: string): Promise<void> {
    const call = async (method: string, path: string, body?: unknown, headers = {}) => {
      const { status } = await listening.call(method, path, { user: token, body, headers });
      expect([path, status < 300]).toEqual([path, true]);
    };
    for (const [index, id] of IDS.entries()) {
      const manifest = { ...minimalManifest(id), name: MARKER, [MARKER]: 1 };
      // Such as others use as well.
      const key = ['one', 'two', 'three'][index];
      await call('POST', '/install', { manifest }, { 'idempotency-key': key });
      await call('PUT', `/${id}/settings`, { settings: { a: MARKER, [MARKER]: 1 } });
      for (const stored of STORED)
        await call('PUT', `/${id}/storage/${encodeURIComponent(stored)}`, { value: { [stored]: MARKER } });
    }
    await call('POST', `/${IDS[0]}/activate`);
  }

  async function rowsOf(user: string, tenant: string): Promise<unknown[]> {
    const rows = TABLES.map((table) =>
      fixture.database.query(
        `SELECT to_jsonb(t)::text AS row FROM ${table} t
         WHERE user_id = $1 AND coalesce(tenant_id, '') = $2 ORDER BY to_jsonb(t)::text`,
        [user, tenant],
      ),
    );
    return Promise.all(rows);
  }

  async function answersTo(token: string): Promise<string[]> {
    const paths = [
      '/',
      ...IDS.flatMap((id) => [`/${id}/settings`, `/${id}/storage`, `/${id}/storage/theme`]),
    ];
    return Promise.all(paths.map(async (path) => (await listening.call('GET', path, { user: token })).text));
  }

  it.each([
    ['another user', ''],
    ['another user in the same tenant', 'acme'],
    ['the same user in another tenant', 'acme'],
    ['the same user without a tenant', 'acme'],
    ['the same user in a tenant, for what is in none', ''],
  ])('keeps what is a user’s own from %s', { timeout: 240_000 }, async (who, tenant) => {
    await fc.assert(
      fc.asyncProperty(sequence, async (requests) => {
        const [owner, stranger] = [await fixture.createUser(), await fixture.createUser()];
        const mine = tenant ? `${owner}@${tenant}` : owner;
        const theirs = {
          'another user': stranger,
          'another user in the same tenant': `${stranger}@${tenant}`,
          'the same user in another tenant': `${owner}@other`,
          'the same user without a tenant': owner,
          'the same user in a tenant, for what is in none': `${owner}@other`,
        }[who];
        await fill(mine);
        const [rows, answers] = [await rowsOf(owner, tenant), await answersTo(mine)];
        expect(rows.flat().length).toBeGreaterThan(20);

        // So that their requests get somewhere.
        for (const id of IDS.slice(0, 2))
          await listening.call('POST', '/install', { user: theirs, body: { manifest: minimalManifest(id) } });
        const headers = { authorization: `Bearer ${theirs}` };
        for (const request of requests) {
          const answer = await client.send({ ...request, headers: { ...request.headers, ...headers } });
          expect(answer.status).toBeLessThan(500);
          expect(answer.text + JSON.stringify(answer.headers)).not.toContain(MARKER);
        }
        expect(await rowsOf(owner, tenant)).toEqual(rows);
        expect(await answersTo(mine)).toEqual(answers);
      }),
      { numRuns: RUNS[name] },
    );
  });
});
