import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { drivers, type TestDatabase } from './support/databases.ts';

const postgres = drivers.find(({ name }) => name === 'PostgreSQL');
if (!postgres) throw new Error('no driver');

const run = promisify(execFile);
const root = fileURLToPath(new URL('..', import.meta.url));

// What an app gets: by package name, from CommonJS and from ESM.
const SCRIPT = `
  (async () => {
    const server = createPluginServer({ db: JSON.parse(process.argv[1]), authenticate: () => ({ userId: 'u1' }) });
    const { applied } = await server.migrate();
    const { status, body } = await server.handle({ method: 'GET', path: '/' });
    const runtime = await server.handle({ method: 'GET', path: '/runtime' });
    const { length } = expressPlugins(server);
    await server.close();
    console.log(JSON.stringify({ applied, status, body, runtime: runtime.status, length }));
  })();
`;
const CJS = `
  const { createPluginServer } = require('@fluxstudio/plugin-server');
  const { expressPlugins } = require('@fluxstudio/plugin-server/express');
`;
const ESM = `
  import { createPluginServer } from '@fluxstudio/plugin-server';
  import { expressPlugins } from '@fluxstudio/plugin-server/express';
`;

describe('dist', () => {
  beforeAll(async () => {
    if (!existsSync(new URL('../dist', import.meta.url))) await run('npx', ['tsup'], { cwd: root });
  }, 120_000);

  let folder: string;
  let database: TestDatabase;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'plugin-server-dist-'));
    database = await postgres.create();
  });
  afterEach(async () => {
    await database.close();
    await rm(folder, { recursive: true });
  });

  it.each([
    ['require() and PostgreSQL', 'commonjs', CJS, () => database.option],
    ['require() and a directory', 'commonjs', CJS, () => ({ directory: folder })],
    ['import and PostgreSQL', 'module', ESM, () => database.option],
  ])('works by %s', async (_what, type, head, db) => {
    const parameters = [`--input-type=${type}`, '-e', head + SCRIPT, JSON.stringify(db())];
    const { stdout } = await run(process.execPath, parameters, { cwd: root });
    expect(JSON.parse(stdout)).toEqual({
      applied: ['115_user_plugins.sql', '116_plugin_platform.sql', '117_plugin_storage.sql'],
      status: 200,
      body: '{"success":true,"plugins":[]}',
      runtime: 200,
      length: 2,
    });
  });

  it('imports nothing that is not installed with it', async () => {
    const files = (await readdir(new URL('../dist', import.meta.url), { recursive: true })).filter((name) =>
      /\.\w*[jt]s$/.test(name),
    );
    expect(files).toEqual(expect.arrayContaining(['index.js', 'index.cjs', 'index.d.ts', 'index.d.cts']));
    const { dependencies, peerDependencies } = JSON.parse(
      await readFile(new URL('../package.json', import.meta.url), 'utf8'),
    );
    const allowed = [...Object.keys(dependencies), ...Object.keys(peerDependencies)];
    for (const name of files) {
      const text = await readFile(new URL(`../dist/${name}`, import.meta.url), 'utf8');
      expect(text, name).not.toMatch(/(?:from|import\(|require\()\s*["']@fluxstudio/);
      for (const [, specifier = ''] of text.matchAll(/^(?:import|export)\b[^'"]*?from ["']([^'"]+)["']/gm)) {
        const known =
          /^(?:node:|\.)/.test(specifier) ||
          allowed.some((dep) => specifier === dep || specifier.startsWith(`${dep}/`));
        expect([name, specifier, known]).toEqual([name, specifier, true]);
      }
    }
  });
});
