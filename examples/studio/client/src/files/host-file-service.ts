import { type FileService, PluginError } from '@fluxstudio/plugin-host';
import { ApiError } from '../api-client.ts';
import { failInPluginTerms } from '../plugins/in-plugin-terms.ts';
import type { FileStore } from './file-store.ts';
import { entriesOf, normalisePath } from './file-tree.ts';

/** `api.files` of plugins: the files of the open project. */
export function createHostFileService(open: () => FileStore): FileService {
  const read = (path: string) => orInPluginTerms(path, open().read(normalisePath(path)));
  return {
    read: async (path) => new TextDecoder().decode(await read(path)),
    readBytes: read,
    write: (path, content) => orInPluginTerms(path, open().write(normalisePath(path), content)),
    delete: (path) => orInPluginTerms(path, open().delete(normalisePath(path))),
    async exists(path) {
      const wanted = normalisePath(path);
      const files = await open().list();
      return files.some((file) => file.path === wanted || file.path.startsWith(`${wanted}/`));
    },
    async list(path = '') {
      const directory = normalisePath(path);
      const entries = entriesOf(await open().list(), directory);
      if (entries.length === 0 && directory !== '')
        throw new PluginError('NOT_FOUND', `There is no directory “${path}” in the open project`);
      return entries;
    },
  };
}

async function orInPluginTerms<T>(path: string, result: Promise<T>): Promise<T> {
  try {
    return await result;
  } catch (cause) {
    if (cause instanceof ApiError && cause.status === 404)
      throw new PluginError('NOT_FOUND', `There is no file “${path}” in the open project`, { cause });
    return failInPluginTerms(cause);
  }
}
