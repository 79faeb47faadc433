import { spawn } from 'node:child_process';
import { once } from 'node:events';
import * as fs from 'node:fs/promises';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { lockDirectory } from './directory-lock.ts';

// Root may write anywhere, so refusals of the file system are acted.
vi.mock('node:fs/promises', async (original) => ({ ...(await original<typeof fs>()) }));

const NO_SUCH_PID = 2 ** 22 + 1;
let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plugin-server-lock-'));
  file = join(folder, 'plugin-server.0.lock');
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true, force: true });
});

const inUse = (who: string) => ({
  code: 'DATABASE_UNAVAILABLE',
  message: `${folder} is in use by ${who}: stop it, or choose another directory`,
});

describe('lockDirectory', () => {
  it('holds until it is released', async () => {
    const release = await lockDirectory(folder);
    await expect(lockDirectory(folder)).rejects.toMatchObject(inUse('this process already'));
    await release();
    expect(await readdir(folder)).toEqual([]);
    await (await lockDirectory(folder))();
  });

  it('creates the directory', async () => {
    const release = await lockDirectory(join(folder, 'a/b'));
    expect(await readdir(join(folder, 'a/b'))).toEqual(['plugin-server.0.lock']);
    await release();
  });

  it('lets one of many have it', async () => {
    const results = await Promise.allSettled(Array.from({ length: 20 }, () => lockDirectory(folder)));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('lets one of many take over a stale lock', async () => {
    await writeFile(file, JSON.stringify({ pid: NO_SUCH_PID, started: null }));
    const results = await Promise.allSettled(Array.from({ length: 20 }, () => lockDirectory(folder)));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await readdir(folder)).sort()).toEqual(['plugin-server.0.lock', 'plugin-server.1.lock']);
  });

  it('removes stale locks with its own', async () => {
    await writeFile(file, JSON.stringify({ pid: NO_SUCH_PID, started: null }));
    await (await lockDirectory(folder))();
    expect(await readdir(folder)).toEqual([]);
  });

  it('respects another process, until that is gone', async () => {
    const holder = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    await writeFile(file, JSON.stringify({ pid: holder.pid, started: null }));
    await expect(lockDirectory(folder)).rejects.toMatchObject(inUse(`another process (pid ${holder.pid})`));
    holder.kill();
    await once(holder, 'exit');
    const release = await lockDirectory(folder);
    expect(JSON.parse(await readFile(join(folder, 'plugin-server.1.lock'), 'utf8')).pid).toBe(process.pid);
    await release();
  });

  it.runIf(process.platform === 'linux')('knows a pid that is used again', async () => {
    for (const pid of [process.pid, process.ppid]) {
      await writeFile(file, JSON.stringify({ pid, started: '1' }));
      await (await lockDirectory(folder))();
    }
  });

  it.each(['', 'nonsense', '{}', '{"pid":-1}', '{"pid":"1"}', '[]', 'null'])(
    'takes over a lock of %j',
    async (content) => {
      await writeFile(file, content);
      await (await lockDirectory(folder))();
    },
  );

  it('releases only what is its own', async () => {
    const release = await lockDirectory(folder);
    await writeFile(file, 'of somebody else');
    await release();
    expect(await readFile(file, 'utf8')).toBe('of somebody else');
  });

  it.each([
    ['EACCES', 'it is not writable'],
    ['EPERM', 'it is not writable'],
    ['EROFS', 'its file system is read-only'],
    ['ENOSPC', 'the disk is full'],
    ['EIO', 'EIO'],
  ])('says in one line what %s means', async (code, reason) => {
    vi.spyOn(fs, 'writeFile').mockRejectedValue(Object.assign(new Error('inner'), { code }));
    await expect(lockDirectory(folder)).rejects.toMatchObject({
      code: 'DATABASE_UNAVAILABLE',
      message: `Cannot use ${folder} for the database: ${reason}`,
    });
  });
});
