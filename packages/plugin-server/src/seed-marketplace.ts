import { createHash } from 'node:crypto';
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { errorCode, errorMessage, PluginError } from '@fluxstudio/plugin-protocol/errors';
import { type PluginManifest, parseManifest } from '@fluxstudio/plugin-protocol/manifest/manifest';
import { isJsonObject, type JsonObject, parseSafeJson } from './json-safety.ts';
import { LIMITS } from './limits.ts';
import { type Listing, publish } from './publish.ts';
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

interface Package {
  folder: string;
  manifest: PluginManifest;
  /** As written: unknown keys kept, no defaults added. */
  source: JsonObject;
  bundle: Uint8Array;
}

/** Publishes every `<directory>/<folder>/plugin.json` with its built bundle. Nothing is published if one of them is broken. */
export async function seedMarketplace(
  db: SqlDatabase,
  directory: string,
  options: SeedOptions = {},
): Promise<SeedResult> {
  const packages = await readPackages(directory);
  return db.transaction(async (tx) => {
    await lock(tx, 'seed');
    const result: SeedResult = { published: [], unchanged: [] };
    for (const { manifest, source, bundle } of packages) {
      const listing = options.listings?.[manifest.id] ?? {};
      const changed = await publish(tx, { manifest, source, bundle: describe(bundle), listing });
      result[changed ? 'published' : 'unchanged'].push(`${manifest.id}@${manifest.version}`);
    }
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

async function readPackage(folder: string): Promise<Package | undefined> {
  const file = join(folder, 'plugin.json');
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return undefined;
    throw error;
  }
  const source = parseSource(file, text);
  const parsed = parseManifest(source);
  if (!parsed.ok) {
    const faults = parsed.issues.map(({ message }) => message).join('; ');
    throw new PluginError('INVALID_MANIFEST', `${file}: ${faults}`, { data: { issues: parsed.issues } });
  }
  return {
    folder,
    manifest: parsed.manifest,
    source,
    bundle: await readBundle(folder, parsed.manifest.main),
  };
}

function parseSource(file: string, text: string): JsonObject {
  try {
    const value = parseSafeJson(JSON.parse(text));
    if (isJsonObject(value)) return value;
  } catch (error) {
    throw new PluginError('INVALID_MANIFEST', `${file}: ${errorMessage(error)}`, { cause: error });
  }
  throw new PluginError('INVALID_MANIFEST', `${file}: must hold an object`);
}

async function readBundle(folder: string, main: string): Promise<Uint8Array> {
  const path = resolve(folder, main);
  const inside = (root: string, target: string): boolean => {
    const way = relative(root, target);
    return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
  };
  const outside = new PluginError(
    'BUNDLE_INVALID',
    `${folder}: main "${main}" must be a file inside the plugin's folder`,
  );
  if (!inside(folder, path)) throw outside;
  let real: string;
  try {
    real = await realpath(path);
  } catch (error) {
    throw new PluginError('BUNDLE_INVALID', `${path} does not exist: build the plugin first`, {
      cause: error,
    });
  }
  // A link may lead out of it.
  if (!inside(await realpath(folder), real)) throw outside;
  const { size } = await stat(real);
  if (size > LIMITS.bundleBytes)
    throw new PluginError('BUNDLE_INVALID', `${path} is larger than ${LIMITS.bundleBytes} bytes`);
  const bytes = await readFile(real);
  if (!isScript(bytes))
    throw new PluginError('BUNDLE_INVALID', `${path} is empty, not UTF-8, or not JavaScript`);
  return bytes;
}

/** It is served as UTF-8 text, and an HTML page in its place is a build gone wrong. */
function isScript(bytes: Uint8Array): boolean {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes).trimStart();
    return text !== '' && !text.startsWith('<');
  } catch {
    return false;
  }
}

function describe(content: Uint8Array) {
  return {
    content,
    sha256: createHash('sha256').update(content).digest('hex'),
    integrity: `sha384-${createHash('sha384').update(content).digest('base64')}`,
  };
}
