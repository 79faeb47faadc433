import { lockDirectory } from '@fluxstudio/plugin-server';
import { StartupError } from './startup-error.ts';

/** A directory that belongs to this process. */
export interface DataDirectory {
  readonly path: string;
  release(): Promise<void>;
}

/** Takes the data directory for this process: two processes on one embedded database would ruin it. */
export async function openDataDirectory(path: string): Promise<DataDirectory> {
  try {
    return { path, release: await lockDirectory(path) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StartupError(`${reason}. DATA_DIR is where another data directory is set.`);
  }
}
