import { createHash } from 'node:crypto';
import { readFile, realpath, stat } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { errorCode, errorMessage, PluginError } from '@fluxstudio/plugin-protocol/errors';
import { type PluginManifest, parseManifest } from '@fluxstudio/plugin-protocol/manifest/manifest';
import { isJsonObject, isStorableText, type JsonObject, parseSafeJson } from './json-safety.ts';
import { LIMITS } from './limits.ts';

/** A plugin as its author built it, checked. */
export interface Package {
  folder: string;
  manifest: PluginManifest;
  /** As written: unknown keys kept, no defaults added. */
  source: JsonObject;
  bundle: { sha256: string; integrity: string; content: Uint8Array };
  /** Markdown, from README.md. */
  readme: string | undefined;
  /** Markdown, from CHANGELOG.md. */
  changelog: string | undefined;
}

/** Bytes of a README.md or CHANGELOG.md that are kept: a change log grows for ever, and its beginning is what is new. */
const TEXT_BYTES = 256 * 1024;

/**
 * Reads a folder with a `plugin.json`; `undefined` for one without.
 *
 * @throws PluginError `INVALID_MANIFEST` or `BUNDLE_INVALID`, naming the file
 */
export async function readPackage(folder: string): Promise<Package | undefined> {
  const file = join(folder, 'plugin.json');
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (isMissing(error)) return undefined;
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
    bundle: describe(await readBundle(folder, parsed.manifest.main)),
    readme: await readText(folder, 'README.md'),
    changelog: await readText(folder, 'CHANGELOG.md'),
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
  const outside = new PluginError(
    'BUNDLE_INVALID',
    `${folder}: main "${main}" must be a file inside the plugin's folder`,
  );
  if (!isInside(folder, path)) throw outside;
  let real: string;
  try {
    real = await realpath(path);
  } catch (error) {
    throw new PluginError('BUNDLE_INVALID', `${path} does not exist: build the plugin first`, {
      cause: error,
    });
  }
  // A link may lead out of it.
  if (!isInside(await realpath(folder), real)) throw outside;
  const { size } = await stat(real);
  if (size > LIMITS.bundleBytes)
    throw new PluginError('BUNDLE_INVALID', `${path} is larger than ${LIMITS.bundleBytes} bytes`);
  const bytes = await readFile(real);
  // It is served as UTF-8 text, and an HTML page in its place is a build gone wrong.
  const text = decode(bytes)?.trimStart() ?? '';
  if (text === '' || text.startsWith('<'))
    throw new PluginError('BUNDLE_INVALID', `${path} is empty, not UTF-8, or not JavaScript`);
  return bytes;
}

async function readText(folder: string, name: string): Promise<string | undefined> {
  const path = join(folder, name);
  let real: string;
  try {
    real = await realpath(path);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
  if (!isInside(await realpath(folder), real))
    throw new PluginError('BUNDLE_INVALID', `${path} must be a file inside the plugin's folder`);
  const text = decode(await readFile(real));
  if (text === undefined || !isStorableText(text))
    throw new PluginError('BUNDLE_INVALID', `${path} is not text in UTF-8`);
  return cut(text);
}

/** At the end of a line, or, where there is none, of a character. */
function cut(text: string): string {
  const bytes = Buffer.from(text);
  if (bytes.length <= TEXT_BYTES) return text;
  const start = new TextDecoder().decode(bytes.subarray(0, TEXT_BYTES), { stream: true });
  const end = start.lastIndexOf('\n');
  return end > 0 ? start.slice(0, end) : start;
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function isInside(root: string, target: string): boolean {
  const way = relative(root, target);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

function isMissing(error: unknown): boolean {
  return errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR';
}

function describe(content: Uint8Array) {
  return {
    content,
    sha256: createHash('sha256').update(content).digest('hex'),
    integrity: `sha384-${createHash('sha384').update(content).digest('base64')}`,
  };
}
