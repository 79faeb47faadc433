import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { errorMessage, PluginError } from '@fluxstudio/plugin-protocol/errors';
import { type Listing, publish } from './publish.ts';
import { type Package, readPackage } from './read-package.ts';
import { announceToAll } from './stores/audit.ts';
import { lock, type SqlDatabase } from './stores/sql.ts';

/**
 * `id@version` of each plugin found.
 *
 * @example
 * const { published } = await server.seedMarketplace('plugins');
 * if (published.length > 0) console.log(`New in the marketplace: ${published.join(', ')}`);
 */
export interface SeedResult {
  /** New, or with other content than before. */
  published: string[];
  unchanged: string[];
}

/**
 * How a directory is published.
 *
 * @example
 * await server.seedMarketplace('plugins', { listings: { 'color-palette': { featured: true } } });
 */
export interface SeedOptions {
  /** What the marketplace says of a plugin beyond its manifest, by plugin id. */
  listings?: Readonly<Record<string, Listing>>;
}

/**
 * Publishes every `<directory>/<folder>/plugin.json` with its built bundle, README.md and CHANGELOG.md. Nothing is published if one of them is
 * broken.
 */
export async function seedMarketplace(
  db: SqlDatabase,
  directory: string,
  options: SeedOptions = {},
): Promise<SeedResult> {
  const packages = await readPackages(directory);
  return db.transaction(async (tx) => {
    // Another process may be publishing: that takes as long as it takes.
    await tx.script('SET LOCAL lock_timeout = 0; SET LOCAL statement_timeout = 0');
    await lock(tx, 'seed');
    const result: SeedResult = { published: [], unchanged: [] };
    for (const found of packages) {
      const { manifest } = found;
      const changed = await publish(tx, { ...found, listing: options.listings?.[manifest.id] ?? {} });
      result[changed ? 'published' : 'unchanged'].push(`${manifest.id}@${manifest.version}`);
    }
    // Last, because nobody can change anything from here to the commit.
    for (const name of result.published)
      await announceToAll(tx, name.slice(0, name.lastIndexOf('@')), 'published');
    return result;
  });
}

async function readPackages(directory: string): Promise<Package[]> {
  let folders: string[];
  try {
    folders = (await readdir(directory)).sort();
  } catch (error) {
    throw new PluginError('NOT_FOUND', `Cannot read the plugins in ${directory}: ${errorMessage(error)}`, {
      cause: error,
    });
  }
  const packages = new Map<string, Package>();
  for (const name of folders) {
    const found = await readPackage(join(directory, name));
    if (!found) continue;
    const key = `${found.manifest.id}@${found.manifest.version}`;
    const other = packages.get(key);
    if (other) throw new PluginError('ALREADY_EXISTS', `${found.folder} and ${other.folder} are both ${key}`);
    packages.set(key, found);
  }
  return [...packages.values()];
}
