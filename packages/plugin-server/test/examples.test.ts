import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPluginServer } from '../src/create-plugin-server.ts';
import { END_OF_STREAM, EXPECTED, exercise, openStream, startExample } from './support/example-server.ts';

// Next.js has to be built first: scripts/adapters.mjs does that one.
const EXAMPLES = ['node', 'express', 'fastify', 'hono', 'koa'];

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plugin-examples-'));
  // Made once and copied: a new database takes several seconds.
  const template = createPluginServer({
    db: { directory: join(folder, 'template') },
    authenticate: () => null,
  });
  await template.migrate();
  await template.close();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('examples', () => {
  it.each(EXAMPLES)(
    'server-%s starts, serves its users only, and stops without cutting a stream',
    async (name) => {
      const data = join(folder, name);
      await cp(join(folder, 'template'), data, { recursive: true });
      const cwd = fileURLToPath(new URL(`../../../examples/server-${name}`, import.meta.url));
      const example = await startExample({ command: process.execPath, args: ['server.js'], cwd, data });
      try {
        expect(await exercise(example)).toEqual(EXPECTED);
        const stream = await openStream(example);
        const [ended, text] = await Promise.all([example.stop(), stream.rest]);
        expect(ended).toBe(0);
        expect(text).toContain(END_OF_STREAM);
      } finally {
        await example.stop();
      }
    },
  );
});
