import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drivers } from './support/databases.ts';
import { createFixture, type Fixture, minimalManifest } from './support/fixtures.ts';
import { type Listening, listen } from './support/listen.ts';
import { anyRequest, IDS } from './support/random-requests.ts';
import { createShadow, type Shadow } from './support/shadow.ts';
import { type WireAnswer, type WireClient, type WireRequest, wireClient } from './support/wire-request.ts';

// Any requests in any order, of two users, one of them in two tenants: no answer is a 500, all of them are such as the contract has
// them, and what was accepted is what is read. A failure prints its seed and the shortest list of requests that still fails.

const REQUESTS = Number(process.env.FUZZ_REQUESTS ?? 2_000);
const PER_RUN = 40;
// PGlite runs inside the test's process: most of them go to the one that apps run on.
const SHARE = { PGlite: 0.25, PostgreSQL: 0.75 } as const;
const CONTENT =
  /^(?:application\/json; charset=utf-8|text\/html; charset=utf-8|text\/javascript; charset=utf-8|text\/event-stream)/;

interface Sent extends WireRequest {
  /** Index of whose request it is; -1 for nobody's. */
  by: number;
}

const sent = fc
  .tuple(
    fc.oneof({ weight: 30, arbitrary: fc.nat({ max: 2 }) }, { weight: 1, arbitrary: fc.constant(-1) }),
    anyRequest,
  )
  .map(([by, request]): Sent => ({ by, ...request }));
// What most requests are about, so that they get further than 404.
const installs = [0, 1, 2].flatMap((by) =>
  IDS.slice(0, 2).map((id): Sent => {
    const body = JSON.stringify({ manifest: { ...minimalManifest(id), permissions: ['storage', 'files'] } });
    return { by, method: 'POST', path: '/install', headers: { 'content-type': 'application/json' }, body };
  }),
);
const sequence = fc.noBias(fc.array(sent, { minLength: 1, maxLength: 2 * PER_RUN - 1, size: 'max' }));

describe.each(drivers)('any requests on $name', ({ name, create }) => {
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

  const numRuns = Math.ceil((REQUESTS * SHARE[name]) / PER_RUN);
  const timeout = 60_000 + REQUESTS * 60;

  it(`answers some ${numRuns * PER_RUN} of them as it promises`, { timeout }, async () => {
    const statuses = new Map<number, number>();
    await fc.assert(
      fc.asyncProperty(sequence, async (requests) => {
        const [ada, bob] = [await fixture.createUser(), await fixture.createUser()];
        const shadows = [ada, bob, `${ada}@acme`].map((token) => createShadow(token));
        for (const { by, ...request } of [...installs, ...requests]) {
          const shadow = shadows[by];
          const headers = {
            ...request.headers,
            ...(shadow ? { authorization: `Bearer ${shadow.token}` } : {}),
          };
          const answer = await client.send({ ...request, headers });
          statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
          requireAnswer(request, answer);
          shadow?.see(request, answer);
        }
        for (const shadow of shadows) await compare(shadow);
        // The message alone would not be the cause.
        expect(fixture.errors).toEqual([]);
      }),
      { numRuns },
    );
    console.info(`Answers on ${name}: ${JSON.stringify(Object.fromEntries(statuses))}`);
    // The test would say nothing if nearly all of them were refused.
    const accepted = (statuses.get(200) ?? 0) + (statuses.get(201) ?? 0);
    const all = [...statuses.values()].reduce((sum, count) => sum + count, 0);
    expect(accepted / all).toBeGreaterThan(0.15);
  });

  async function compare(shadow: Shadow): Promise<void> {
    const read = async (path: string) => {
      const headers = { authorization: `Bearer ${shadow.token}` };
      const { status, text } = await client.send({ method: 'GET', path, headers });
      expect([path, status]).toEqual([path, 200]);
      return JSON.parse(text);
    };
    const { plugins } = await read('/');
    const storage: Record<string, Record<string, unknown>> = {};
    for (const { pluginId } of plugins) {
      const { keys } = await read(`/${pluginId}/storage`);
      const values: Record<string, unknown> = {};
      for (const key of keys)
        values[key] = (await read(`/${pluginId}/storage/${encodeURIComponent(key)}`)).value;
      storage[pluginId] = values;
    }
    expect(shadow.differences(plugins, storage)).toEqual([]);
  }
});

function requireAnswer({ method }: WireRequest, { status, headers, text }: WireAnswer): void {
  expect(status).toBeGreaterThanOrEqual(200);
  expect(status).toBeLessThan(500);
  expect(headers['x-request-id']).toMatch(/^[\w.:-]{1,128}$/);
  if (status === 304 || method === 'HEAD') {
    expect(text).toBe('');
    return;
  }
  expect(headers['content-type']).toMatch(CONTENT);
  if (!headers['content-type']?.startsWith('application/json')) return;
  const json = JSON.parse(text);
  if (status < 300) return;
  expect(json).toMatchObject({
    success: false,
    status,
    error: expect.any(String),
    code: expect.any(String),
    requestId: headers['x-request-id'],
  });
  // Nothing of the inside gets out.
  expect(text).not.toMatch(/node_modules|\.ts:|\bat .*\(|SELECT |violates|plugin_storage|user_plugins/);
}
