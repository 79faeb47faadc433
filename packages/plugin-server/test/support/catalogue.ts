import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import type { PluginServer } from '../../src/create-plugin-server.ts';
import type { SeedOptions, SeedResult } from '../../src/seed-marketplace.ts';
import type { Driver } from './databases.ts';
import { createFixture, type Fixture, minimalManifest } from './fixtures.ts';
import { createPluginsFolder, type PluginsFolder } from './plugins-folder.ts';

export const digest = (algorithm: string, text: string, encoding: 'hex' | 'base64') =>
  createHash(algorithm).update(text).digest(encoding);

/** An empty catalogue, an empty folder to seed it from and a new user, for each test of a suite. */
export function useCatalogue(driver: Driver) {
  let fixture: Fixture;
  let folder: PluginsFolder;
  let user: string;
  beforeAll(async () => {
    fixture = await createFixture(driver);
  });
  afterAll(() => fixture.close());
  beforeEach(async () => {
    folder = await createPluginsFolder();
    const tables = 'users, user_plugins, plugins, plugin_versions, plugin_blobs, plugin_audit';
    await fixture.database.query(`TRUNCATE ${tables} CASCADE`);
    user = await fixture.createUser();
  });
  afterEach(() => folder.remove());

  async function call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
    const request = { method, path, body, headers: { authorization: `Bearer ${user}`, ...headers } };
    const answer = await fixture.server.handle(request);
    const isJson = answer.headers['content-type']?.startsWith('application/json');
    return { ...answer, json: isJson ? JSON.parse(String(answer.body)) : undefined };
  }

  return {
    call,
    server: (): PluginServer => fixture.server,
    database: () => fixture.database,
    folder: (): PluginsFolder => folder,
    add: (...parameters: Parameters<PluginsFolder['add']>): Promise<void> => folder.add(...parameters),
    seed: (options?: SeedOptions): Promise<SeedResult> =>
      fixture.server.seedMarketplace(folder.path, options),
    install: (id: string, version = '1.0.0') =>
      call('POST', '/install', { manifest: { ...minimalManifest(id), version } }),
    /** The newest install. */
    installed: async () => (await call('GET', '/')).json.plugins[0],
    /** Ids the marketplace finds, in its order. */
    async ids(query = ''): Promise<string[]> {
      const { json } = await call('GET', `/marketplace?${query}`);
      return json.plugins.map(({ id }: { id: string }) => id);
    },
  };
}
