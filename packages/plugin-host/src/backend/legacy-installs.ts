import { errorCode, errorMessage, PluginError } from '@fluxstudio/plugin-protocol/errors';
import { type PluginManifest, parseManifest } from '@fluxstudio/plugin-protocol/manifest/manifest';
import * as v from 'valibot';
import type { PluginBackend } from './backend.ts';
import {
  createImportProgress,
  type ImportProgress,
  type ImportStep,
  type LegacyStorage,
} from './legacy-progress.ts';

export interface LegacyImportOptions {
  /** Where the app kept its installs: `localStorage`. */
  storage: LegacyStorage;
  /** Where they go. */
  backend: PluginBackend;
  /** The key they are under. Default: `flux_plugins_registry`. */
  key?: string;
}

export interface LegacyImport {
  /** Plugins that are installed, with their settings and state, because of this call. */
  imported: string[];
  /** What could not be imported. The next call tries it again. `id` is empty where it is not about one plugin. */
  failed: { id: string; error: unknown }[];
}

interface LegacyInstall {
  manifest: PluginManifest;
  active: boolean;
  settings: Record<string, unknown>;
}

/** An entry as far as it can be told whose it is, or why not. */
type LegacyEntry = { id: string; install: LegacyInstall } | { id: string; error: PluginError };

const instance = v.object({
  manifest: v.unknown(),
  state: v.string(),
  settings: v.optional(v.record(v.string(), v.unknown()), {}),
});
const pair = v.tuple([v.string(), instance]);
const named = v.looseTuple([v.string()]);

/**
 * Brings the installs that the app kept in this browser before it had a back end. Call it before `host.start()`, at every start: what
 * was imported once is never imported again, even when the user has uninstalled it. The old entry stays as it is. Never rejects.
 *
 * Nobody was asked about permissions then: the user is, when such a plugin is first started.
 *
 * @example
 * const { failed } = await importLegacyInstalls({ storage: localStorage, backend });
 * for (const { id, error } of failed) console.warn(`${id || 'The old installs'} could not be imported`, error);
 * await host.start();
 */
export async function importLegacyInstalls({
  storage,
  backend,
  key = 'flux_plugins_registry',
}: LegacyImportOptions): Promise<LegacyImport> {
  const work = (): Promise<LegacyImport> => importAll(storage, backend, key);
  const locks = globalThis.navigator?.locks;
  if (!locks) return work();
  // Another tab that begins at the same time waits, and then finds everything done.
  return locks.request(`flux-plugins-import:${key}`, work).catch(work);
}

async function importAll(storage: LegacyStorage, backend: PluginBackend, key: string): Promise<LegacyImport> {
  const result: LegacyImport = { imported: [], failed: [] };
  try {
    const text = storage.getItem(key);
    if (text === null) return result;
    const progress = createImportProgress(storage, key);
    const entries = parseEntries(text);
    if (!entries) {
      // It will not get better by itself, so it is said once.
      if (progress.stepOf('') !== 'done') result.failed.push({ id: '', error: unreadable(key) });
      progress.note('', 'done');
      return result;
    }
    // Before the list is asked for: what another tab installs from here on is not missing from it.
    const open = entries
      .map((entry) => ({ entry, step: progress.stepOf(entry.id) }))
      .filter(({ step }) => step !== 'done');
    if (open.length === 0) return result;
    const rows = await backend.list();
    const installed = new Map(rows.map(({ pluginId, settings }) => [pluginId, settings]));
    for (const { entry, step } of open)
      await importOne(entry, { backend, progress, step, stored: installed.get(entry.id), result });
  } catch (error) {
    result.failed.push({ id: '', error });
  }
  return result;
}

interface ImportContext {
  backend: PluginBackend;
  progress: ImportProgress;
  /** How far an earlier import came. */
  step: ImportStep | undefined;
  /** The settings of a plugin that is installed. */
  stored: Readonly<Record<string, unknown>> | undefined;
  result: LegacyImport;
}

async function importOne(
  entry: LegacyEntry,
  { backend, progress, step, stored, result }: ImportContext,
): Promise<void> {
  const { id } = entry;
  try {
    if ('error' in entry) throw entry.error;
    const { manifest, settings, active } = entry.install;
    // What an interrupted import has installed still lacks settings and state; what is there otherwise, or no longer, is the user's
    // business.
    const isTheirs = stored ? step === undefined : step === 'installed';
    if (isTheirs) return progress.note(id, 'done');
    if (step === undefined) progress.note(id, 'begun');
    if (!stored) {
      const isNew = await installOnce(backend, manifest);
      if (!isNew && step === undefined) return progress.note(id, 'done');
    }
    if (step !== 'installed') progress.note(id, 'installed');
    const missing = Object.entries(settings).filter(([name]) => !Object.hasOwn(stored ?? {}, name));
    if (missing.length > 0) await backend.updateSettings(id, Object.fromEntries(missing));
    if (active) await backend.setActive(id, true);
    progress.note(id, 'done');
    result.imported.push(id);
  } catch (error) {
    result.failed.push({ id, error });
  }
}

/** Resolves with `false` where somebody else was faster. */
async function installOnce(backend: PluginBackend, manifest: PluginManifest): Promise<boolean> {
  try {
    await backend.install(manifest, null);
    return true;
  } catch (error) {
    if (errorCode(error) === 'ALREADY_EXISTS') return false;
    throw error;
  }
}

/** `undefined` for what is no list. Of two entries of one plugin the last counts, as it did for the app. */
function parseEntries(text: string): LegacyEntry[] | undefined {
  let rows: unknown;
  try {
    rows = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!Array.isArray(rows)) return undefined;
  const entries = new Map<string, LegacyEntry>();
  for (const [index, row] of rows.entries()) {
    const entry = parseEntry(row, index);
    entries.set(entry.id, entry);
  }
  return [...entries.values()];
}

function parseEntry(row: unknown, index: number): LegacyEntry {
  const id = v.is(named, row) && row[0] !== '' ? row[0] : `entry ${index}`;
  const refuse = (wrong: string): LegacyEntry => ({
    id,
    error: new PluginError('INVALID_MANIFEST', `The old install of ${id} cannot be read: ${wrong}`),
  });
  try {
    const parsed = v.safeParse(pair, row);
    if (!parsed.success) return refuse(parsed.issues[0].message);
    const [, { manifest: source, settings, state }] = parsed.output;
    const manifest = parseManifest(source);
    if (!manifest.ok) return refuse(manifest.issues.map(({ message }) => message).join('; '));
    if (manifest.manifest.id !== id) return refuse(`its manifest is that of ${manifest.manifest.id}`);
    return { id, install: { manifest: manifest.manifest, settings, active: state === 'active' } };
  } catch (error) {
    // Nested so deeply that checking it overflows the stack.
    return refuse(errorMessage(error));
  }
}

function unreadable(key: string): PluginError {
  return new PluginError(
    'INVALID_ARGUMENT',
    `The installs under ${key} are not a list in JSON: none was imported`,
  );
}
