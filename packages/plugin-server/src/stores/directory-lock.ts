import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { errorCode, PluginError } from '@fluxstudio/plugin-protocol/errors';

const FILE = 'plugin-server.lock';
const ATTEMPTS = 5;

interface Holder {
  pid: number;
  /** When that process started, where the system tells: a pid is used again, and in a container it is always the same. */
  started: string | null;
}

/**
 * Takes a directory for this process until the returned function is called. The lock of a process that no longer runs is
 * taken over.
 *
 * @throws PluginError `DATABASE_UNAVAILABLE` when another process holds it, or it cannot be written
 */
export async function lockDirectory(directory: string): Promise<() => Promise<void>> {
  const file = join(directory, FILE);
  const own = JSON.stringify({ pid: process.pid, started: await startOf(process.pid), token: randomUUID() });
  try {
    await mkdir(directory, { recursive: true });
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (await create(file, own)) return () => release(file, own);
      const found = await read(file);
      if (found === undefined) continue;
      const holder = parseHolder(found);
      if (!holder && attempt === 0) {
        // Perhaps it is being written at this moment.
        await setTimeout(200);
        continue;
      }
      if (holder && (await isRunning(holder))) throw inUse(directory, holder.pid);
      await discard(file, found);
    }
  } catch (error) {
    throw error instanceof PluginError ? error : unusable(directory, error);
  }
  throw new PluginError('DATABASE_UNAVAILABLE', `Cannot lock ${directory}: other processes keep taking it`);
}

async function create(file: string, content: string): Promise<boolean> {
  try {
    await writeFile(file, content, { flag: 'wx' });
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
}

async function read(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** Removes a stale lock, unless another process has replaced it since: then that one is put back. */
async function discard(file: string, stale: string): Promise<void> {
  const aside = `${file}.${randomUUID()}`;
  try {
    await rename(file, aside);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return;
    throw error;
  }
  if ((await read(aside)) !== stale) await link(aside, file).catch(() => undefined);
  await rm(aside, { force: true });
}

async function release(file: string, own: string): Promise<void> {
  if ((await read(file)) === own) await rm(file, { force: true });
}

function parseHolder(content: string): Holder | undefined {
  try {
    const { pid, started } = JSON.parse(content);
    return Number.isSafeInteger(pid) && pid > 0
      ? { pid, started: typeof started === 'string' ? started : null }
      : undefined;
  } catch {
    return undefined;
  }
}

async function isRunning({ pid, started }: Holder): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it runs, as another user.
    if (errorCode(error) !== 'EPERM') return false;
  }
  const now = await startOf(pid);
  return now === null || started === null || now === started;
}

/** Field 22 of Linux' `/proc/<pid>/stat`; the second field is a name in parentheses that may hold anything. */
async function startOf(pid: number): Promise<string | null> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}

function inUse(directory: string, pid: number): PluginError {
  const who = pid === process.pid ? 'this process already' : `another process (pid ${pid})`;
  return new PluginError(
    'DATABASE_UNAVAILABLE',
    `${directory} is in use by ${who}: stop it, or choose another directory`,
  );
}

function unusable(directory: string, cause: unknown): PluginError {
  const code = errorCode(cause) ?? 'unknown error';
  const why: Record<string, string> = {
    EACCES: 'it is not writable',
    EPERM: 'it is not writable',
    EROFS: 'its file system is read-only',
    EEXIST: 'it is a file',
    ENOTDIR: 'a part of the path is a file',
    ENOSPC: 'the disk is full',
  };
  const message = `Cannot use ${directory} for the database: ${why[code] ?? code}`;
  return new PluginError('DATABASE_UNAVAILABLE', message, { cause });
}
