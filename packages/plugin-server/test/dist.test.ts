import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { drivers, type TestDatabase } from './support/databases.ts';
import { ADAPTERS, type Smoke, smokeScript } from './support/dist-smoke.ts';

const postgres = drivers.find(({ name }) => name === 'PostgreSQL');
if (!postgres) throw new Error('no driver');

const run = promisify(execFile);
const root = fileURLToPath(new URL('..', import.meta.url));
const DIST = join(root, 'dist');
/** What is built into it. */
const SOURCES = [join(root, 'src'), join(root, '../protocol/src')];

/** Files of a folder that are no tests, with the time of their last change. */
async function filesOf(folder: string): Promise<{ path: string; changed: number }[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && !/\.test(?:-d)?\.ts$/.test(entry.name));
  return Promise.all(
    files.map(async ({ parentPath, name }) => {
      const path = join(parentPath, name);
      return { path: relative(root, path), changed: (await stat(path)).mtimeMs };
    }),
  );
}

describe('dist', () => {
  beforeAll(async () => {
    if (!existsSync(DIST)) await run('npx', ['tsup'], { cwd: root });
    const built = Math.min(...(await filesOf(DIST)).map(({ changed }) => changed));
    const newer = (await Promise.all(SOURCES.map(filesOf))).flat().filter(({ changed }) => changed > built);
    if (newer.length > 0)
      throw new Error(`${newer[0]?.path} is newer than dist: build it first, with pnpm run build`);
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
    ['require() and PostgreSQL', 'commonjs', () => database.option],
    ['require() and a directory', 'commonjs', () => ({ directory: folder })],
    ['import and PostgreSQL', 'module', () => database.option],
  ] as const)('works by %s, with every adapter', async (_what, type, db) => {
    const parameters = [`--input-type=${type}`, '-e', smokeScript(type), JSON.stringify(db())];
    const { stdout } = await run(process.execPath, parameters, { cwd: root });
    const migrations = await readdir(new URL('../migrations', import.meta.url));
    const expected: Smoke = {
      applied: migrations.filter((name) => name.endsWith('.sql')).sort(),
      status: 200,
      body: '{"success":true,"plugins":[]}',
      runtime: 200,
      adapters: Object.values(ADAPTERS),
    };
    expect(JSON.parse(stdout)).toEqual(expected);
  });

  it('has every file that its package.json promises, and every subpath in both formats', async () => {
    const { exports, main, types, files } = JSON.parse(
      await readFile(new URL('../package.json', import.meta.url), 'utf8'),
    );
    const subpaths = Object.keys(exports).filter((subpath) => subpath !== './package.json');
    expect(subpaths).toEqual(
      expect.arrayContaining(['.', ...Object.keys(ADAPTERS).map((name) => `./${name}`)]),
    );
    for (const subpath of subpaths) {
      const target = exports[subpath];
      // Of conditions the first that fits counts, so types come first.
      expect([subpath, Object.keys(target)]).toEqual([subpath, ['import', 'require']]);
      for (const condition of Object.values<object | null>(target)) {
        expect(Object.keys(condition ?? {})).toEqual(['types', 'default']);
      }
    }
    const promised = [...JSON.stringify([exports, main, types]).matchAll(/"(\.\/[^"]+\.[cm]?[jt]s)"/g)];
    expect(promised).toHaveLength(4 * subpaths.length + 2);
    for (const [, path = ''] of promised) {
      expect([path, existsSync(new URL(`../${path}`, import.meta.url))]).toEqual([path, true]);
      expect(files).toContain(path.split('/')[1]);
    }
  });

  it('knows no framework', async () => {
    for (const name of Object.keys(ADAPTERS)) {
      for (const extension of ['js', 'cjs', 'd.ts', 'd.cts']) {
        const text = await readFile(
          new URL(`../dist/adapters/${name}.${extension}`, import.meta.url),
          'utf8',
        );
        const imported = [...text.matchAll(/(?:from|require\(|import\()\s*["']([^."'][^"']*)["']/g)];
        expect(
          imported.map(([, specifier = '']) => specifier).filter((from) => !from.startsWith('node:')),
        ).toEqual([]);
      }
    }
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
