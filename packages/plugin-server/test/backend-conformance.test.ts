import { afterAll, beforeAll, describe, it } from 'vitest';
import { createHttpBackend } from '../../plugin-host/src/backend/http-backend.ts';
import { BACKEND_CASES, type ConformanceCase } from '../../plugin-host/test/backend-conformance.ts';
import { manifestOf, PUBLISHED } from '../../plugin-host/test/backend-conformance-catalogue.ts';
import { DAMAGE_CASES } from '../../plugin-host/test/backend-conformance-damage.ts';
import { DETAIL_CASES, RATING_CASES } from '../../plugin-host/test/backend-conformance-detail.ts';
import { MARKETPLACE_CASES } from '../../plugin-host/test/backend-conformance-marketplace.ts';
import { SYNC_CASES } from '../../plugin-host/test/backend-conformance-sync.ts';
import { drivers } from './support/databases.ts';
import { createFixture, type Fixture } from './support/fixtures.ts';
import { createOpenApiCheck, openapiOf } from './support/openapi-check.ts';
import { createPluginsFolder } from './support/plugins-folder.ts';

const ORIGIN = 'http://test.invalid';

async function publish({ server }: Fixture): Promise<void> {
  for (const group of PUBLISHED) {
    const folder = await createPluginsFolder();
    for (const [id, { versions }] of group)
      for (const [version, code] of Object.entries(versions))
        await folder.add(manifestOf(id, version), code, `${id}-${version}`);
    const listings = Object.fromEntries(group.map(([id, { listing = {} }]) => [id, listing]));
    await server.seedMarketplace(folder.path, { listings });
    await folder.remove();
  }
}

// Every call is held against the OpenAPI document as well: what the host sends, and what it gets.
describe.each(drivers)('the HTTP back end over plugin-server on $name', (driver) => {
  let fixture: Fixture;
  let check: ReturnType<typeof createOpenApiCheck>;
  beforeAll(async () => {
    fixture = await createFixture(driver);
    await publish(fixture);
    check = createOpenApiCheck(await openapiOf(fixture.server, await fixture.createUser()));
  });
  afterAll(() => fixture.close());

  const backendOf = (user: string) =>
    createHttpBackend({
      baseUrl: ORIGIN,
      fetch: (url, init) => {
        // Fetch itself rejects before it sends what is cancelled.
        init?.signal?.throwIfAborted();
        const request = new Request(url, init);
        request.headers.set('authorization', `Bearer ${user}`);
        return check.call(request, (sent) => fixture.server.fetch(sent));
      },
    });

  const cases: readonly ConformanceCase[] = [
    ...BACKEND_CASES,
    ...DAMAGE_CASES,
    ...MARKETPLACE_CASES,
    ...DETAIL_CASES,
    ...RATING_CASES,
    ...SYNC_CASES,
  ];
  it.each(cases)('$name', async ({ run }) => {
    const user = await fixture.createUser();
    await run({
      backend: backendOf(user),
      other: backendOf(user),
      stranger: backendOf(await fixture.createUser()),
      async damage(pluginId) {
        await fixture.database.query(
          `UPDATE user_plugins SET manifest = '{"id": 7}' WHERE user_id = $1 AND plugin_id = $2`,
          [user, pluginId],
        );
      },
    });
  });
});
