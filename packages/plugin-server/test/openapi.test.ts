import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CONTRACTS } from './support/conformance-run.ts';
import { drivers } from './support/databases.ts';
import { createFixture, type Fixture } from './support/fixtures.ts';
import { createOpenApiCheck, type OpenApi, openapiOf } from './support/openapi-check.ts';

const PUBLIC = ['GET /health', 'GET /runtime'];

describe('GET /openapi.json', () => {
  let fixture: Fixture;
  let document: OpenApi;
  beforeAll(async () => {
    const [driver] = drivers;
    if (!driver) throw new Error('no driver');
    fixture = await createFixture(driver);
    document = await openapiOf(fixture.server, await fixture.createUser());
  });
  afterAll(() => fixture.close());

  const operations = () =>
    Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({
        path,
        method: method.toUpperCase(),
        operation,
      })),
    );

  it('names each operation once, and itself', () => {
    const ids = operations().map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(
      expect.arrayContaining(['listInstalls', 'installPlugin', 'sendRequest', 'events', 'openapi']),
    );
  });

  // Its list of contracts is made by hand.
  it('has the very operations that the conformance script has to go through', () => {
    const ids = operations().map(({ operation }) => operation.operationId);
    expect(CONTRACTS.map(({ operation }) => operation).sort()).toEqual(ids.sort());
  });

  it('has schemas that are schemas, none of them empty by mistake', () => {
    expect(() => createOpenApiCheck(document)).not.toThrow();
    const manifest = document.paths['/install']?.post?.requestBody?.content['application/json']?.schema;
    expect(manifest).toMatchObject({
      type: 'object',
      required: ['manifest'],
      properties: { manifest: { type: 'object' }, permissions: { type: ['array', 'null'] } },
    });
  });

  // A route that is added without a user in front of it fails here, whoever adds it.
  it('opens nothing but what is public', async () => {
    const open: string[] = [];
    for (const { method, path } of operations()) {
      const { status } = await fixture.server.handle({ method, path: path.replace(/\{\w+\}/g, 'x') });
      if (status !== 401) open.push(`${method} ${path}`);
    }
    expect(open.sort()).toEqual(PUBLIC);
  });

  it('is not sent again to a caller who has it', async () => {
    const headers = { authorization: `Bearer ${await fixture.createUser()}` };
    const first = await fixture.server.handle({ method: 'GET', path: '/openapi.json', headers });
    const etag = first.headers.etag ?? '';
    const again = await fixture.server.handle({
      method: 'GET',
      path: '/openapi.json',
      headers: { ...headers, 'if-none-match': etag },
    });
    expect([first.status, again.status]).toEqual([200, 304]);
  });
});
