import { randomUUID } from 'node:crypto';
import { link, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode, PluginError } from '@fluxstudio/plugin-protocol/errors';

const NAME = /^plugin-server\.(\d+)\.lock$/;
const fileOf = (directory: string, generation: number) => join(directory, `plugin-server.${generation}.lock`);
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
 * The lock is the file of the highest generation. A stale one is never removed to take it over, since whoever comes next could
 * remove the wrong one: the file of the next generation is created, which the file system lets only one process do.
 *
 * @throws PluginError `DATABASE_UNAVAILABLE` when another process holds it, or it cannot be written
 */
export async function lockDirectory(directory: string): Promise<() => Promise<void>> {
  const own = JSON.stringify({ pid: process.pid, started: await startOf(process.pid), token: randomUUID() });
  try {
    await mkdir(directory, { recursive: true });
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const [newest = -1] = await generations(directory);
      if (newest >= 0) {
        const found = await read(fileOf(directory, newest));
        if (found === undefined) continue;
        const holder = parseHolder(found);
        if (holder && (await isRunning(holder))) throw inUse(directory, holder.pid);
      }
      if (await create(directory, newest + 1, own)) return () => release(directory, newest + 1, own);
    }
  } catch (error) {
    throw error instanceof PluginError ? error : unusable(directory, error);
  }
  throw new PluginError('DATABASE_UNAVAILABLE', `Cannot lock ${directory}: other processes keep taking it`);
}

/** The newest first. */
async function generations(directory: string): Promise<number[]> {
  const numbers = (await readdir(directory)).flatMap((name) => NAME.exec(name)?.slice(1).map(Number) ?? []);
  return numbers.sort((a, b) => b - a);
}

/** Linked rather than written, so that nobody finds it without its content. */
async function create(directory: string, generation: number, content: string): Promise<boolean> {
  const draft = join(directory, `plugin-server.${randomUUID()}.tmp`);
  try {
    await writeFile(draft, content);
    await link(draft, fileOf(directory, generation));
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
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

/** Its own file last: as long as that is there, nobody else can hold the directory. */
async function release(directory: string, own: number, content: string): Promise<void> {
  if ((await read(fileOf(directory, own))) !== content) return;
  const stale = (await generations(directory)).filter((generation) => generation < own);
  for (const generation of [...stale, own]) await rm(fileOf(directory, generation), { force: true });
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
