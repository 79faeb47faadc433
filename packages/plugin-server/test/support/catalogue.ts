import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import type { PluginServer } from '../../src/create-plugin-server.ts';
import type { SeedOptions, SeedResult } from '../../src/seed-marketplace.ts';
import type { Driver } from './databases.ts';
import { createFixture, type Fixture, minimalManifest } from './fixtures.ts';
import { createPluginsFolder, type PluginsFolder } from './plugins-folder.ts';

export const digest = (algorithm: string, text: string, encoding: 'hex' | 'base64') =>
  createHash(algorithm).update(text).digest(encoding);

/** What a test says of an entry that it puts into the catalogue without publishing it; what is missing has some value. */
export interface TestEntry {
  id: string;
  name?: string;
  description?: string;
  keywords?: string[];
  categories?: string[];
  downloads?: number;
  rating?: number;
  ratingCount?: number;
  featured?: boolean;
  verified?: boolean;
  publishedAt?: string;
}

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
    const tables =
      'users, user_plugins, plugins, plugin_versions, plugin_blobs, plugin_audit, plugin_downloads, plugin_events, plugin_idempotency';
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

  /** Thousands of entries in no time. */
  async function insert(...entries: TestEntry[]): Promise<void> {
    await fixture.database.query(
      `INSERT INTO plugins (id, name, description, keywords, categories, latest_version, manifest, downloads, rating, rating_count,
                            featured, verified, published_at)
       SELECT e.id, coalesce(e.name, e.id), coalesce(e.description, ''), coalesce(e.keywords, '{}'), coalesce(e.categories, '{}'),
              '1.0.0', jsonb_build_object('id', e.id, 'name', e.name), coalesce(e.downloads, 0), coalesce(e.rating, 0),
              coalesce(e."ratingCount", 0), coalesce(e.featured, false), coalesce(e.verified, false),
              coalesce(e."publishedAt", '2026-01-01')
       FROM jsonb_to_recordset($1::jsonb) AS e (
         id text, name text, description text, keywords text[], categories text[], downloads bigint, rating float8,
         "ratingCount" integer, featured boolean, verified boolean, "publishedAt" timestamptz)`,
      [JSON.stringify(entries)],
    );
  }

  return {
    call,
    insert,
    user: (): string => user,
    createUser: (): Promise<string> => fixture.createUser(),
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
