import { randomBytes, randomUUID } from 'node:crypto';
import { createPluginServer, type PluginServer } from '../../src/create-plugin-server.ts';
import { ALLOWED, type Upstream } from '../../src/network/test-upstream.ts';
import { digest } from './catalogue.ts';
import type { Driver } from './databases.ts';
import { authenticate } from './fixtures.ts';
import { MOUNTS } from './frameworks.ts';
import { createPluginsFolder } from './plugins-folder.ts';

/** A type that the users of an app may have. */
export interface UserIds {
  name: string;
  /** Type of `users.id`; `undefined` for an app without the table. */
  column?: string;
  create(): string;
}

export const USER_IDS: readonly UserIds[] = [
  { name: 'uuid', column: 'uuid', create: () => randomUUID() },
  { name: 'text', column: 'text', create: () => `user ${randomUUID()}` },
  {
    name: 'varchar(25)',
    column: 'varchar(25)',
    create: () => `c${randomBytes(12).toString('hex')}`,
  },
  { name: 'bigint', column: 'bigint', create: () => String(randomBytes(8).readBigUInt64BE() >> 1n) },
  { name: 'no users table', create: () => `anybody ${randomUUID()}` },
];

/** What is installed in the script. */
export const BUNDLE = 'export const activate = () => "ü";';

/** A server with a catalogue, for all the runs of one database and one type of user ids. */
export interface Conformance {
  server: PluginServer;
  /** What the server reported: nothing, if all is well. */
  errors: string[];
  /** The hash of {@link BUNDLE}. */
  bundle: string;
  createUser(): Promise<string>;
  close(): Promise<void>;
}

export async function createConformance(
  driver: Driver,
  { column, create }: UserIds,
  upstream: Upstream,
): Promise<Conformance> {
  const database = await driver.create();
  if (column) await database.query(`CREATE TABLE users (id ${column} PRIMARY KEY)`);
  const errors: string[] = [];
  const server = createPluginServer({
    db: database.option,
    authenticate,
    basePath: MOUNTS,
    rateLimits: false,
    network: { allowPrivate: ALLOWED, resolve: upstream.resolve },
    logger: { error: (message) => errors.push(message) },
  });
  await server.migrate();
  await publish(server, upstream.origin);
  await database.query(`UPDATE plugin_versions SET status = 'yanked' WHERE plugin_id = 'gone'`);
  return {
    server,
    errors,
    bundle: digest('sha256', BUNDLE, 'hex'),
    async createUser() {
      const id = create();
      if (column) await database.query('INSERT INTO users (id) VALUES ($1)', [id]);
      return id;
    },
    async close() {
      await server.close();
      await database.close();
    },
  };
}

async function publish(server: PluginServer, origin: string): Promise<void> {
  const folder = await createPluginsFolder();
  const palette = {
    id: 'palette',
    name: 'Palette',
    permissions: ['storage', 'network'],
    network: { hosts: [origin] },
    settings: { properties: { size: { type: 'number', title: 'Size', default: 5 } } },
    main: 'index.js',
  };
  await folder.add({ ...palette, version: '1.0.0' }, BUNDLE, 'palette-1');
  await folder.add({ ...palette, version: '1.1.0' }, `${BUNDLE}// Newer.`, 'palette-2');
  await folder.write('palette-2/README.md', '# Palette');
  await folder.write('palette-2/CHANGELOG.md', '## 1.1.0');
  await folder.add({ id: 'notes', name: 'Nötes &+', keywords: ['text'], main: 'index.js' });
  await folder.add({ id: 'ruler', name: 'Ruler', main: 'index.js' });
  await folder.add({ id: 'gone', name: 'Withdrawn', main: 'index.js' });
  await server.seedMarketplace(folder.path, { listings: { notes: { featured: true, verified: true } } });
  await folder.remove();
}
