import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { header } from '../src/request.ts';
import { CONTRACTS } from './support/conformance-run.ts';
import { drivers } from './support/databases.ts';
import { createFixture, type Fixture, minimalManifest } from './support/fixtures.ts';
import { type Listening, listen } from './support/listen.ts';

const [driver] = drivers;
if (!driver) throw new Error('no driver');

// An app that knows its users by a cookie, which a browser sends along wherever a request comes from.

const APP = 'https://app.example.com';
const EVIL = 'https://evil.example';

const CHANGES = CONTRACTS.filter(({ method }) => method !== 'GET').map(({ method, path }) => ({
  method,
  path: path.replace(':id', 'color-palette').replace(':key', 'key'),
}));

let fixture: Fixture;
let client: Listening;
let user: string;
beforeAll(async () => {
  fixture = await createFixture(driver, {
    origins: [APP],
    network: false,
    authenticate: (request) => {
      const token = header(request, 'authorization')?.replace(/^Bearer /i, '');
      const userId = token ?? /session=([^;]+)/.exec(header(request, 'cookie') ?? '')?.[1];
      return userId ? { userId } : null;
    },
  });
  client = await listen(fixture.server.node);
});
afterAll(async () => {
  await client.close();
  await fixture.close();
});
beforeEach(async () => {
  user = await fixture.createUser();
  expect((await send('POST', '/install', {}, { manifest: minimalManifest() })).status).toBe(201);
});

const send = (method: string, path: string, headers: Record<string, string>, body?: unknown) =>
  client.call(method, path, { headers: { cookie: `session=${user}`, ...headers }, body });
const mine = () =>
  fixture.database.query('SELECT pg_catalog.to_jsonb(u) AS row FROM user_plugins u WHERE user_id = $1', [
    user,
  ]);

const FOREIGN: Record<string, string>[] = [
  { origin: EVIL, 'sec-fetch-site': 'cross-site' },
  { origin: EVIL },
  { origin: 'null' },
  { 'sec-fetch-site': 'cross-site' },
  { origin: 'https://blog.example.com', 'sec-fetch-site': 'same-site' },
  { origin: `${APP}.evil.example` },
];

describe('a change that another site has a browser make', () => {
  it.each(CHANGES)('is 403 for $method $path, and changes nothing', async ({ method, path }) => {
    const before = await mine();
    for (const headers of FOREIGN) {
      const { status, json } = await send(method, path, headers, { settings: {}, value: 1, permissions: [] });
      expect([headers, status, json.code]).toEqual([headers, 403, 'ORIGIN_NOT_ALLOWED']);
    }
    expect(await mine()).toEqual(before);
  });

  it('is refused before its body is looked at, and as a form too', async () => {
    const headers = { origin: EVIL, 'content-type': 'text/plain' };
    const { status } = await client.call('POST', '/install', {
      headers: { cookie: `session=${user}`, ...headers },
      raw: '{"manifest":',
    });
    expect(status).toBe(403);
  });

  it('is 401 without a cookie: who is nobody learns nothing of origins', async () => {
    const { status } = await client.call('POST', '/install', { headers: { origin: EVIL }, body: {} });
    expect(status).toBe(401);
  });
});

describe('a change', () => {
  it.each(CHANGES)(
    'by $method $path passes from the app, the server’s own pages and programs',
    async ({ method, path }) => {
      const own = client.origin;
      for (const headers of [
        {},
        { origin: own },
        { origin: own, 'sec-fetch-site': 'same-origin' },
        { origin: APP },
        { origin: APP, 'sec-fetch-site': 'cross-site' },
        { 'sec-fetch-site': 'none' },
      ] as Record<string, string>[]) {
        const { json } = await send(method, path, headers, {});
        expect([headers, json.code]).not.toEqual([headers, 'ORIGIN_NOT_ALLOWED']);
      }
    },
  );

  it('passes with a bearer token, wherever it comes from', async () => {
    for (const headers of FOREIGN) {
      const { status } = await client.call('POST', '/color-palette/activate', { user, headers });
      expect([headers, status]).toEqual([headers, 200]);
    }
  });
});

describe('reading', () => {
  it('passes from anywhere: a browser keeps the answer from the other site', async () => {
    for (const headers of FOREIGN)
      for (const method of ['GET', 'HEAD']) {
        const answer = await send(method, '/', headers);
        expect([headers, answer.status]).toEqual([headers, 200]);
        expect(answer.headers.get('access-control-allow-origin')).toBeNull();
      }
  });
});
