import type { InstalledPlugin } from '../backend/backend.ts';
import type { WatchedBackend } from '../tabs/watched-backend.ts';
import { toInstance } from './installed-instance.ts';
import type { InstanceTable } from './instance-table.ts';
import type { KeyedQueue } from './keyed-queue.ts';
import type { PluginGrants } from './plugin-grants.ts';
import type { PluginInstance } from './plugin-instance.ts';
import type { PluginSettings } from './plugin-settings.ts';
import type { PluginStarts } from './plugin-starts.ts';
import type { PluginRegistryEvents } from './registry-options.ts';

export interface RegistryRefreshOptions {
  table: InstanceTable;
  queue: KeyedQueue;
  backend: WatchedBackend;
  grants: PluginGrants;
  settings: PluginSettings;
  starts: PluginStarts;
  add(installed: InstalledPlugin): void;
  remove(pluginId: string): void;
  emit(pluginId: string, event: keyof PluginRegistryEvents): void;
}

/** Lists that are older than what was done meanwhile are thrown away, so often at most. */
const ATTEMPTS = 5;

/**
 * Brings the registry in step with the back end, after another tab or device has changed something. What is the same stays
 * untouched: a plugin that runs keeps running unless it was removed, switched off or replaced by another version.
 */
export async function refreshRegistry(options: RegistryRefreshOptions): Promise<void> {
  const { table, queue, backend, grants, settings, starts, add, remove, emit } = options;

  async function take(id: string, row: InstalledPlugin | undefined): Promise<void> {
    const known = table.get(id);
    if (!row) {
      if (!known) return;
      await starts.lifecycle(id).stop();
      remove(id);
    } else if (!known) {
      add(row);
      emit(id, 'plugin:installed');
    } else if (isOther(known, row)) {
      await replace(known, row);
    } else {
      await change(known, row);
    }
  }

  async function replace(known: PluginInstance, row: InstalledPlugin): Promise<void> {
    const { id } = known.manifest;
    const lifecycle = starts.lifecycle(id);
    const wasRunning = lifecycle.running !== undefined;
    await lifecycle.stop();
    await grants.replace(id, async (patch) => patch(toInstance(row), grants.getSession(id)));
    emit(id, 'plugin:updated');
    if (wasRunning && row.state === 'active') await starts.restart(id);
  }

  async function change({ manifest: { id } }: PluginInstance, row: InstalledPlugin): Promise<void> {
    await grants.replace(id, async (patch) => {
      const { grantedPermissions } = table.require(id);
      if (isSame(grantedPermissions, row.grantedPermissions)) return;
      patch({ grantedPermissions: toInstance(row).grantedPermissions }, grants.getSession(id));
    });
    settings.apply(id, row.settings);
    const wanted = row.state === 'active';
    if (table.require(id).enabled === wanted) return;
    // Before it stops: nothing is to start it again.
    table.patch(id, { enabled: wanted });
    if (!wanted) await starts.lifecycle(id).stop();
    if (row.state === 'disabled') starts.lifecycle(id).disable(new Error('It was switched off elsewhere'));
  }

  /** Resolves with whether something was changed here while the list was on its way. */
  async function attempt(): Promise<boolean> {
    const before = new Map(backend.versions);
    const rows = new Map((await backend.list()).map((row) => [row.pluginId, row]));
    let isOld = false;
    await Promise.all(
      [...new Set([...table.ids(), ...rows.keys()])].map((id) =>
        queue.run(id, async () => {
          if (before.get(id) !== backend.versions.get(id)) isOld = true;
          else await take(id, rows.get(id));
        }),
      ),
    );
    return isOld;
  }

  for (let count = 0; count < ATTEMPTS && (await attempt()); count++);
}

/** Another install, or another version of it. */
function isOther({ manifest, bundle, installedAt, damage }: PluginInstance, row: InstalledPlugin): boolean {
  return (
    installedAt !== row.installedAt ||
    manifest.version !== row.manifest.version ||
    bundle?.sha256 !== row.bundle?.sha256 ||
    damage?.message !== row.fault?.message
  );
}

function isSame(a: readonly string[] | null, b: readonly string[] | null): boolean {
  return a === b || (a !== null && b !== null && a.length === b.length && a.every((one) => b.includes(one)));
}
