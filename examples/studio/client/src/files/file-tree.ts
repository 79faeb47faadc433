import type { FileEntry } from '@fluxstudio/plugin-host';
import type { StudioFile } from './file-store.ts';

/** The path as the server has it: `./assets/`, `/assets` and `assets` are one. `..` is left in it for the server to refuse. */
export function normalisePath(path: string): string {
  return path
    .split('/')
    .filter((name) => name !== '' && name !== '.')
    .join('/');
}

/** What is in a directory, directories first. A directory is there when a file is in it. */
export function entriesOf(files: readonly StudioFile[], directory: string): FileEntry[] {
  const prefix = directory === '' ? '' : `${directory}/`;
  const directories = new Map<string, FileEntry>();
  const inside: FileEntry[] = [];
  for (const { path, size, modifiedAt } of files) {
    if (!path.startsWith(prefix)) continue;
    const [name = '', ...below] = path.slice(prefix.length).split('/');
    if (below.length === 0) inside.push({ name, path, type: 'file', size, modifiedAt });
    else directories.set(name, { name, path: prefix + name, type: 'directory' });
  }
  return [...directories.values(), ...inside];
}
