import { errorCode, PluginError } from '@fluxstudio/plugin-protocol/errors';
import { SETTING_TYPES } from '@fluxstudio/plugin-protocol/manifest/settings-schema';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHttpBackend } from '../../plugin-host/src/backend/http-backend.ts';
import { toInstance } from '../../plugin-host/src/registry/installed-instance.ts';
import { createInstanceTable } from '../../plugin-host/src/registry/instance-table.ts';
import { createPluginSettings } from '../../plugin-host/src/registry/plugin-settings.ts';
import { drivers } from './support/databases.ts';
import { createFixture, type Fixture, minimalManifest } from './support/fixtures.ts';

const NAMES = ['a', 'b', 'two words', 'toString', 'settings.a', '0', 'ü'];
const PATTERNS = ['[a-z]+', '^(a+)+$', '(?=a)a', '(', '(a?){1000}', 'a|ab', '\\p{L}{1,3}', '.*'];
const scalar = fc.oneof(
  fc.constantFrom('', 'a', 'ab', 'A', '#fff', '#12345678', '🎨', '1', 'a'.repeat(300)),
  fc.constantFrom(0, -0, 1, 2, 3.5, -1, 1e300, 5e-324),
  fc.boolean(),
);
const bound = fc.constantFrom(-1, 0, 1, 2, 2.5, 3);
const orNone = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 });

/** What an author may write, and much that no author would. */
const property = fc.record(
  {
    type: fc.constantFrom(...SETTING_TYPES),
    title: fc.constant('Title'),
    default: orNone(fc.oneof(scalar, fc.jsonValue({ maxDepth: 2 }))),
    enum: orNone(
      fc
        .uniqueArray(scalar, { maxLength: 4 })
        .map((values) => values.map((value) => ({ value, label: 'Label' }))),
    ),
    validation: orNone(
      fc.record(
        { required: fc.boolean(), min: bound, max: bound, pattern: fc.constantFrom(...PATTERNS) },
        { requiredKeys: [] },
      ),
    ),
  },
  { requiredKeys: ['type', 'title'] },
);
const schema = fc.record({ properties: fc.dictionary(fc.constantFrom(...NAMES), property, { maxKeys: 5 }) });
const value = fc.oneof(
  { weight: 4, arbitrary: scalar },
  { weight: 2, arbitrary: fc.array(scalar, { maxLength: 4 }) },
  { weight: 1, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
);
const patch = fc.oneof(
  { weight: 9, arbitrary: fc.dictionary(fc.constantFrom(...NAMES, 'unknown'), value, { maxKeys: 4 }) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 2 }) },
);

describe.each(drivers.slice(0, 1))('any JSON against any schema, on $name', (driver) => {
  let fixture: Fixture;
  beforeAll(async () => {
    fixture = await createFixture(driver);
  });
  afterAll(() => fixture.close());

  async function send(user: string, method: string, path: string, body?: unknown) {
    const request = new Request(`http://test.invalid${path}`, {
      method,
      headers: { authorization: `Bearer ${user}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer = await fixture.server.fetch(request);
    return { status: answer.status, json: await answer.json() };
  }

  /** The host’s settings of what a user has installed, over the server; `reached` counts what it sent there. */
  async function hostOf(user: string) {
    const reached: unknown[] = [];
    const backend = createHttpBackend({
      baseUrl: 'http://test.invalid',
      fetch: (url, init) => {
        const request = new Request(url, init);
        request.headers.set('authorization', `Bearer ${user}`);
        return fixture.server.fetch(request);
      },
    });
    const table = createInstanceTable();
    for (const plugin of await backend.list()) table.set(toInstance(plugin));
    const settings = createPluginSettings(table, (id, changes) => {
      reached.push(changes);
      return backend.updateSettings(id, changes);
    });
    return { reached, settings, instance: () => table.require('color-palette') };
  }

  it('host and server take the same, or name the same faults', { timeout: 120_000 }, async () => {
    const seen = { taken: 0, refused: 0, unsafe: 0, manifests: 0 };
    await fc.assert(
      fc.asyncProperty(schema, fc.array(patch, { minLength: 1, maxLength: 4 }), async (declared, patches) => {
        const [one, other] = [await fixture.createUser(), await fixture.createUser()];
        const manifest = { ...minimalManifest(), settings: declared };
        const installs = [];
        for (const user of [one, other])
          installs.push((await send(user, 'POST', '/install', { manifest, permissions: [] })).status);
        expect(installs[0]).toBe(installs[1]);
        // The schema’s own faults, such as a min above its max.
        if (installs[0] !== 201) return;
        seen.manifests++;
        const host = await hostOf(one);
        const untyped: { update(id: string, patch: unknown): Promise<unknown> } = host.settings;
        for (const each of patches) {
          const before = host.reached.length;
          const byServer = await send(other, 'PUT', '/color-palette/settings', { settings: each });
          const byHost = await untyped.update('color-palette', each).catch((error) => error);
          if (byServer.status === 200) {
            seen.taken++;
            expect(byHost).not.toBeInstanceOf(Error);
          } else if (byServer.status === 400) {
            seen.refused++;
            expect(errorCode(byHost)).toBe('INVALID_SETTINGS');
            expect(byHost instanceof PluginError && byHost.data).toEqual({ issues: byServer.json.errors });
            // The host knew by itself.
            expect(host.reached.length).toBe(before);
          } else {
            // What no database can keep, such as half a character: the host leaves that to its back end,
            // unless the patch has a fault that the host knows of as well.
            seen.unsafe++;
            if (host.reached.length === before) expect(errorCode(byHost)).toBe('INVALID_SETTINGS');
            else expect(byHost).toMatchObject({ code: 'HTTP_ERROR', data: { status: byServer.status } });
          }
        }
        const [mine, theirs] = await Promise.all(
          [one, other].map((user) => send(user, 'GET', '/color-palette/settings')),
        );
        expect(mine?.json).toEqual(theirs?.json);
        const again = (await hostOf(other)).instance();
        expect(host.instance().settings).toEqual(again.settings);
        expect(await host.settings.describe('color-palette')).toMatchObject({ invalid: [] });
      }),
      { numRuns: 150, examples: [[{ properties: {} }, [JSON.parse('[{"__proto__":0}]')]]] },
    );
    // The test would say nothing if all of them went one way.
    expect(Math.min(seen.taken, seen.refused, seen.manifests)).toBeGreaterThan(50);
  });
});
