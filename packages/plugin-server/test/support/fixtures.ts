import { randomUUID } from 'node:crypto';
import { createPluginServer, type PluginServer } from '../../src/create-plugin-server.ts';
import type { PluginServerOptions } from '../../src/options.ts';
import { header, type PluginRequest } from '../../src/request.ts';
import { isStream, type PluginResponse } from '../../src/response.ts';
import type { Driver, TestDatabase } from './databases.ts';

/** The least a manifest can be, which is what the app's own server asks for. */
export function minimalManifest(id = 'color-palette') {
  return { id, name: 'Colour palette', version: '1.0.0', main: 'dist/index.js' };
}

/** Bearer token is the user's id, and after `@` the tenant; there is nothing to forge in a test. */
export function authenticate(request: PluginRequest) {
  const [userId = '', tenantId] =
    header(request, 'authorization')
      ?.replace(/^Bearer /, '')
      .split('@') ?? [];
  return userId ? { userId, ...(tenantId ? { tenantId } : {}) } : null;
}

/** The body of an answer, as text. */
export async function textOf({ body = '' }: Pick<PluginResponse, 'body'>): Promise<string> {
  if (!isStream(body)) return Buffer.from(body).toString();
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
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
    rateLimits: false,
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
