import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drivers } from './support/databases.ts';
import { type Frame, readEvents } from './support/event-reader.ts';
import { createFixture, type Fixture, minimalManifest } from './support/fixtures.ts';
import { type Listening, listen } from './support/listen.ts';
import { anyRequest, IDS } from './support/random-requests.ts';
import { type WireClient, wireClient } from './support/wire-request.ts';

// Whatever one user sends, or the same user in another tenant, nothing of what a user has in a tenant is read or changed by it.

const RUNS = process.env.THOROUGH ? { PGlite: 30, PostgreSQL: 100 } : { PGlite: 2, PostgreSQL: 4 };
const TABLES = [
  'user_plugins',
  'plugin_storage',
  'plugin_idempotency',
  'plugin_audit',
  'plugin_events',
  'plugin_ratings',
];
// Also an id of a plugin, and part of a version: nothing but these is in an event, or says what could be updated.
const MARKER = 'only-the-owner-may-see-this';
const OWNED = [...IDS, MARKER];
const STORED = ['theme', MARKER];

const sequence = fc.noBias(fc.array(anyRequest, { minLength: 1, maxLength: 40, size: 'max' }));

describe.each(drivers)('on $name', ({ name, create }) => {
  let fixture: Fixture;
  let listening: Listening;
  let client: WireClient;
  beforeAll(async () => {
    fixture = await createFixture({ name, create }, { network: false });
    listening = await listen(fixture.server.node);
    client = wireClient(listening.origin);
    // Versions that nobody here asks for, so that installs are taken as they are sent.
    await fixture.database.query(
      `INSERT INTO plugins (id, name, latest_version, manifest) SELECT id, id, '9.0.0', '{}' FROM unnest($1::text[]) id`,
      [IDS],
    );
    await fixture.database.query(
      `INSERT INTO plugin_blobs (sha256, integrity, size, content) VALUES ('none', 'none', 0, '')`,
    );
    await fixture.database.query(
      `INSERT INTO plugin_versions (plugin_id, version, manifest, bundle_sha256) SELECT id, '9.0.0', '{}', 'none' FROM plugins`,
    );
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
    for (const [index, id] of OWNED.entries()) {
      const manifest = { ...minimalManifest(id), name: MARKER, version: `0.0.1-${MARKER}`, [MARKER]: 1 };
      // Such as others use as well.
      const key = ['one', 'two', 'three', 'four'][index];
      await call('POST', '/install', { manifest }, { 'idempotency-key': key });
      await call('PUT', `/${id}/settings`, { settings: { a: MARKER, [MARKER]: 1 } });
      for (const stored of STORED)
        await call('PUT', `/${id}/storage/${encodeURIComponent(stored)}`, { value: { [stored]: MARKER } });
    }
    await call('POST', `/${IDS[0]}/activate`);
    await takeFromCatalogue(token);
    for (const id of IDS) await call('PUT', `/marketplace/${id}/rating`, { rating: 4 });
  }

  /** Makes of all installs such as come from the catalogue: only those can be rated. */
  async function takeFromCatalogue(token: string): Promise<void> {
    const [user] = token.split('@');
    await fixture.database.query(`UPDATE user_plugins SET bundle_sha256 = 'none' WHERE user_id = $1`, [user]);
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
      '/updates',
      ...OWNED.flatMap((id) => [`/${id}/settings`, `/${id}/storage`, `/${id}/storage/theme`]),
    ];
    return Promise.all(paths.map(async (path) => (await listening.call('GET', path, { user: token })).text));
  }

  /** Mean and number are everybody's. */
  async function ratingsOf(token: string): Promise<unknown[]> {
    const details = IDS.map((id) => listening.call('GET', `/marketplace/${id}`, { user: token }));
    return (await Promise.all(details)).map(({ json }) => json.plugin.ownRating);
  }

  /** All that a stream has for who has installed something, from their first event on. */
  async function eventsOf(token: string): Promise<unknown[]> {
    const [user = '', tenant = ''] = token.split('@');
    await listening.call('POST', '/install', { user: token, body: { manifest: minimalManifest('last') } });
    const [first] = await fixture.database.query(
      'SELECT min(id)::text AS id FROM plugin_events WHERE user_id = $1 AND tenant_id = $2',
      [user, tenant],
    );
    const reader = await readEvents(listening.origin, token, String(first?.id));
    const events: Frame[] = [];
    while (events.at(-1)?.data.pluginId !== 'last') events.push(...(await reader.changes(1)));
    await reader.close();
    return events;
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
        const theirs =
          {
            'another user': stranger,
            'another user in the same tenant': `${stranger}@${tenant}`,
            'the same user in another tenant': `${owner}@other`,
            'the same user without a tenant': owner,
            'the same user in a tenant, for what is in none': `${owner}@other`,
          }[who] ?? stranger;
        // So that their requests get somewhere.
        for (const id of IDS.slice(0, 2))
          await listening.call('POST', '/install', { user: theirs, body: { manifest: minimalManifest(id) } });
        await takeFromCatalogue(theirs);
        await fill(mine);
        const [rows, answers] = [await rowsOf(owner, tenant), await answersTo(mine)];
        expect(rows.flat().length).toBeGreaterThan(20);
        expect(answers.every((answer) => answer.includes(MARKER))).toBe(true);
        expect(await ratingsOf(mine)).toEqual(IDS.map(() => 4));
        expect(await ratingsOf(theirs)).toEqual(IDS.map(() => null));
        const headers = { authorization: `Bearer ${theirs}` };
        for (const request of requests) {
          const answer = await client.send({ ...request, headers: { ...request.headers, ...headers } });
          expect(answer.status).toBeLessThan(500);
          expect(answer.text + JSON.stringify(answer.headers)).not.toContain(MARKER);
        }
        expect(JSON.stringify(await eventsOf(theirs))).not.toContain(MARKER);
        expect(await rowsOf(owner, tenant)).toEqual(rows);
        expect(await answersTo(mine)).toEqual(answers);
        expect(await ratingsOf(mine)).toEqual(IDS.map(() => 4));
      }),
      { numRuns: RUNS[name] },
    );
  });
});
