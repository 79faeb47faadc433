import { spawn } from 'node:child_process';
import { once } from 'node:events';
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
    await expect(openDataDirectory(path)).rejects.toThrow(/is in use by this process .* DATA_DIR/);
    await data.release();
    expect(await readdir(path)).toEqual([]);
    await (await openDataDirectory(path)).release();
  });

  it('names the studio that has it, and takes over from one that is gone', async () => {
    const script = `
      const { openDataDirectory } = await import(${JSON.stringify(new URL('./data-directory.ts', import.meta.url).href)});
      await openDataDirectory(process.argv[1]);
      console.log('open');
      setInterval(() => undefined, 60_000);`;
    const other = spawn(process.execPath, [
      '--disable-warning=ExperimentalWarning',
      '--input-type=module',
      '--eval',
      script,
      root,
    ]);
    await once(other.stdout, 'data');
    await expect(openDataDirectory(root)).rejects.toThrow(
      new RegExp(`in use by another process \\(pid ${other.pid}\\): stop it.* DATA_DIR`),
    );
    other.kill('SIGKILL');
    await once(other, 'exit');
    await (await openDataDirectory(root)).release();
  });

  it('says what to do when it cannot be used', async () => {
    const file = join(root, 'file');
    await writeFile(file, '');
    await expect(openDataDirectory(join(file, 'data'))).rejects.toThrow(
      /Cannot use .*file.data.*: a part of the path is a file\. DATA_DIR/,
    );
  });
});
