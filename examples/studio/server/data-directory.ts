import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StartupError } from './startup-error.ts';

/** A directory that belongs to this process. */
export interface DataDirectory {
  readonly path: string;
  release(): Promise<void>;
}

/**
 * Takes the data directory for this process: two processes on one embedded database would ruin it. The lock of a process
 * that no longer runs is taken over.
 */
export async function openDataDirectory(path: string): Promise<DataDirectory> {
  const lock = join(path, 'studio.lock');
  try {
    await mkdir(path, { recursive: true });
    for (let attempt = 0; ; attempt++) {
      const own = JSON.stringify({ pid: process.pid, started: await startOf(process.pid) });
      try {
        await writeFile(lock, own, { flag: 'wx' });
        return {
          path,
          async release() {
            if ((await readFile(lock, 'utf8').catch(() => '')) === own) await rm(lock, { force: true });
          },
        };
      } catch (error) {
        if (codeOf(error) !== 'EEXIST' || attempt === 2) throw error;
      }
      const holder = await holderOf(lock);
      if (holder !== undefined) {
        throw new StartupError(
          `The data directory ${path} is in use by process ${holder}: stop that studio, or set DATA_DIR to another one.`,
        );
      }
      await rm(lock, { force: true });
    }
  } catch (error) {
    if (error instanceof StartupError) throw error;
    throw new StartupError(
      `The data directory ${path} cannot be used (${codeOf(error) ?? String(error)}): make it writable, or set DATA_DIR to another one.`,
    );
  }
}

/** The process that holds the lock, or `undefined` when it is gone. */
async function holderOf(lock: string): Promise<number | undefined> {
  const text = await readFile(lock, 'utf8').catch(() => '');
  const [, pid, started] = /^\{"pid":(\d+),"started":(?:"(\d+)"|null)\}$/.exec(text) ?? [];
  if (pid === undefined) return undefined;
  try {
    process.kill(Number(pid), 0);
  } catch (error) {
    if (codeOf(error) === 'ESRCH') return undefined;
  }
  // A process id is used again, and in a container it is always the same: the start time tells them apart.
  const now = await startOf(Number(pid));
  return started === undefined || now === null || started === now ? Number(pid) : undefined;
}

/** When a process started, where the system tells: field 22 of `/proc/<pid>/stat`, after a name that may hold anything. */
async function startOf(pid: number): Promise<string | null> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}
