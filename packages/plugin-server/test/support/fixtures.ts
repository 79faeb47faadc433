import { randomUUID } from 'node:crypto';
import { createPluginServer, type PluginServer } from '../../src/create-plugin-server.ts';
import type { PluginServerOptions } from '../../src/options.ts';
import { header, type PluginRequest } from '../../src/request.ts';
import type { Driver, TestDatabase } from './databases.ts';

/** The least a manifest can be, which is what the app's own server asks for. */
export function minimalManifest(id = 'color-palette') {
  return { id, name: 'Colour palette', version: '1.0.0', main: 'dist/index.js' };
}

/** Bearer token is the user's id; there is nothing to forge in a test. */
export function authenticate(request: PluginRequest) {
  const token = header(request, 'authorization')?.replace(/^Bearer /, '');
  return token ? { userId: token, tenantId: 'acme' } : null;
}

export interface Fixture {
  server: PluginServer;
  database: TestDatabase;
  errors: string[];
  /** A new row of `users`. */
  createUser(): Promise<string>;
  close(): Promise<void>;
}

/** A migrated server over an empty database with a `users` table. */
export async function createFixture(
  driver: Driver,
  options: Partial<PluginServerOptions> = {},
): Promise<Fixture> {
  const database = await driver.create();
  await database.query('CREATE TABLE users (id VARCHAR(64) PRIMARY KEY)');
  const errors: string[] = [];
  const server = createPluginServer({
    db: database.option,
    authenticate,
    logger: { error: (message) => errors.push(message) },
    ...options,
  });
  await server.migrate();
  return {
    server,
    database,
    errors,
    async createUser() {
      const id = `user-${randomUUID()}`;
      await database.query('INSERT INTO users (id) VALUES ($1)', [id]);
      return id;
    },
    async close() {
      await server.close();
      await database.close();
    },
  };
}
