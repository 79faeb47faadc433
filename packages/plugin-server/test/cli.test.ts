import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cli } from '../src/cli.ts';
import { drivers } from './support/databases.ts';

async function run(args: readonly string[], env: Record<string, string> = {}) {
  let out = '';
  let err = '';
  const io = { env, out: (text: string) => (out += text), err: (text: string) => (err += text) };
  return { code: await cli(args, io), out, err };
}

describe('plugin-server migrate', () => {
  it('tells, tries, applies, and has nothing more to do', async () => {
    const database = await drivers[1]?.create();
    if (!database || !('connectionString' in database.option)) throw new Error('PostgreSQL is needed');
    const env = { DATABASE_URL: database.option.connectionString };
    expect((await run(['migrate', '--status'], env)).out).toMatch(/^pending {2}115_user_plugins\.sql/);
    expect((await run(['migrate', '--dry-run'], env)).out).toMatch(
      /would apply 118[\s\S]*0 already applied\n$/,
    );
    expect(await database.query(`SELECT to_regclass('user_plugins') AS t`)).toEqual([{ t: null }]);
    expect((await run(['migrate'], env)).out).toMatch(
      /applied 115_user_plugins\.sql\n[\s\S]*, 0 already applied\n$/,
    );
    expect((await run(['migrate', '--database-url', env.DATABASE_URL])).out).toMatch(/^0 applied/);
    const status = await run(['migrate', '--status'], env);
    expect([status.code, status.out]).toEqual([
      0,
      expect.stringMatching(/^applied {2}115_user_plugins\.sql \d{4}-/),
    ]);
    await database.close();
  });

  it.each([
    [[], 2, /plugin-server migrate/],
    [['migrat'], 2, /Say what to do/],
    [['migrate', '--dryrun'], 2, /dryrun/],
    [['migrate'], 2, /DATABASE_URL/],
    [['migrate', '--database-url', 'postgres://127.0.0.1:1/none'], 1, /ECONNREFUSED/],
  ])('%j says what is wrong', async (args, code, words) => {
    const answer = await run(args);
    expect([answer.code, answer.err]).toEqual([code, expect.stringMatching(words)]);
  });

  it('explains itself', async () => {
    expect(await run(['--help'])).toMatchObject({ code: 0, out: expect.stringContaining('--dry-run') });
  });

  describe('with an embedded database', () => {
    let directory: string;
    beforeEach(async () => {
      directory = await mkdtemp(join(tmpdir(), 'plugin-server-cli-'));
    });
    afterEach(() => rm(directory, { recursive: true }));

    it('works in a directory', async () => {
      expect((await run(['migrate', '--directory', directory])).out).toMatch(/^applied 115/);
      expect((await run(['migrate', '--directory', directory])).out).toMatch(/^0 applied/);
    });
  });
});
