import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDataDirectory } from './data-directory.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'studio-test-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

describe('openDataDirectory', () => {
  it('creates the directory, holds it, and lets it go', async () => {
    const path = join(root, 'new', 'data');
    const data = await openDataDirectory(path);
    await expect(openDataDirectory(path)).rejects.toThrow(`is in use by process ${process.pid}`);
    await data.release();
    expect(await readdir(path)).toEqual([]);
    await (await openDataDirectory(path)).release();
  });

  it.each([
    ['a process that is gone', '{"pid":4194000,"started":"1"}'],
    ['nobody: it is damaged', '{"pid":'],
  ])('takes over the lock of %s', async (_case, content) => {
    await writeFile(join(root, 'studio.lock'), content);
    await (await openDataDirectory(root)).release();
  });

  // Only Linux tells when a process started.
  it.runIf(process.platform === 'linux')(
    'takes over the lock of a process whose id is used again',
    async () => {
      await writeFile(join(root, 'studio.lock'), `{"pid":${process.pid},"started":"1"}`);
      await (await openDataDirectory(root)).release();
    },
  );

  it('says what to do when it cannot be used', async () => {
    const file = join(root, 'file');
    await writeFile(file, '');
    await expect(openDataDirectory(join(file, 'data'))).rejects.toThrow(
      /cannot be used \(ENOTDIR\): make it writable, or set DATA_DIR/,
    );
  });
});
