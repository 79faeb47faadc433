import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { minimalManifest } from './fixtures.ts';

/** A directory of plugins, as `seedMarketplace` reads it. */
export interface PluginsFolder {
  path: string;
  /** Writes `<id>/plugin.json` and its bundle. */
  add(manifest: { id: string; [key: string]: unknown }, bundle?: string, folder?: string): Promise<void>;
  write(file: string, content: string | Uint8Array): Promise<void>;
  remove(): Promise<void>;
}

export async function createPluginsFolder(): Promise<PluginsFolder> {
  const path = await mkdtemp(join(tmpdir(), 'plugin-server-plugins-'));
  const write = async (file: string, content: string | Uint8Array): Promise<void> => {
    await mkdir(dirname(join(path, file)), { recursive: true });
    await writeFile(join(path, file), content);
  };
  return {
    path,
    write,
    async add(manifest, bundle = `export const activate = () => '${manifest.id}';`, folder = manifest.id) {
      const full = { ...minimalManifest(manifest.id), ...manifest };
      await write(`${folder}/plugin.json`, JSON.stringify(full));
      await write(`${folder}/${full.main}`, bundle);
    },
    remove: () => rm(path, { recursive: true, force: true }),
  };
}
