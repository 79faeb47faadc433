import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import type { InstalledPlugin } from '../backend/backend.ts';
import type { WriteMark } from '../tabs/watched-backend.ts';
import { damageOf, toInstance } from './installed-instance.ts';
import type { PluginInstance } from './plugin-instance.ts';
import type { RegistryParts } from './registry-parts.ts';

/** A list that is older than what was done here meanwhile is asked for again, so often at most. */
const ATTEMPTS = 5;

/**
 * Brings the registry in step with the back end, after another tab or device has changed something. What is the same stays
 * untouched: a plugin that runs keeps running unless it was removed, switched off or replaced by another version. One at a time.
 */
export async function refreshRegistry(parts: RegistryParts): Promise<void> {
  for (let count = 0; count < ATTEMPTS && (await attempt(parts)); count++);
}

/** Resolves with whether something of the list was too old to be used. */
async function attempt(parts: RegistryParts): Promise<boolean> {
  const { table, queue, backend } = parts;
  const mark = backend.mark();
  const rows = new Map((await backend.list()).map((row) => [row.pluginId, row]));
  const ids = [...new Set([...table.ids(), ...rows.keys()])];
  // One that cannot be started again, or cleared, must not keep the others from being looked at: its state says why.
  const outcomes = await Promise.allSettled(
    ids.map((id) =>
      queue.run(id, async () => mark.isCurrent(id, 'install') && take(parts, mark, id, rows.get(id))),
    ),
  );
  return outcomes.some((outcome) => outcome.status === 'fulfilled' && !outcome.value);
}

/** Resolves with whether the row was current in all its parts. For a step in the plugin's queue. */
async function take(
  parts: RegistryParts,
  mark: WriteMark,
  id: string,
  row: InstalledPlugin | undefined,
): Promise<boolean> {
  const known = parts.table.get(id);
  if (!row) {
    if (!known) return true;
    await parts.starts.lifecycle(id).stop();
    parts.remove(id);
    await parts.clearStorage(id);
    return true;
  }
  if (!known) {
    parts.add(row);
    parts.emit(id, 'plugin:installed');
    return true;
  }
  if (isOther(known, row)) {
    await replace(parts, row);
    return true;
  }
  return change(parts, mark, row);
}

async function replace(parts: RegistryParts, row: InstalledPlugin): Promise<void> {
  const { pluginId: id } = row;
  const { starts, grants, settings } = parts;
  const lifecycle = starts.lifecycle(id);
  const wasRunning = lifecycle.running !== undefined;
  await lifecycle.stop();
  // What the row does not have is no longer so.
  const clean = { error: undefined, damage: undefined, pendingUpdate: undefined };
  await grants.replace(id, async (patch) => patch({ ...clean, ...toInstance(row) }, grants.getSession(id)));
  settings.apply(id, row.settings);
  const off = parts.crashes.disabled(id);
  if (off) lifecycle.disable(off);
  parts.emit(id, 'plugin:updated');
  if (!wasRunning || row.state !== 'active') return;
  if (starts.hasDependencies(row.manifest)) await starts.restart(id);
  // What it depends on is started first, which no step in the queue may wait for; its state says how that ended.
  else void starts.resume(id, starts.token(id)).catch(() => undefined);
}

async function change(parts: RegistryParts, mark: WriteMark, row: InstalledPlugin): Promise<boolean> {
  const { pluginId: id } = row;
  const { table, grants, settings, starts, crashes } = parts;
  let isCurrent = true;
  await grants.replace(id, async (patch) => {
    // A grant or revocation that began meanwhile has gone before this step.
    if (!mark.isCurrent(id, 'install')) {
      isCurrent = false;
      return;
    }
    if (isSame(table.require(id).grantedPermissions, row.grantedPermissions)) return;
    patch({ grantedPermissions: toInstance(row).grantedPermissions }, grants.getSession(id));
  });
  if (!isCurrent) return false;
  const settingsAreCurrent = mark.isCurrent(id, 'settings');
  if (settingsAreCurrent) settings.apply(id, row.settings);
  const lifecycle = starts.lifecycle(id);
  const wanted = row.state === 'active';
  const { enabled } = table.require(id);
  // Before it stops: nothing is to start it again.
  if (enabled !== wanted) table.patch(id, { enabled: wanted });
  // One that was off before keeps what it says of itself: why it could not be started, or must not be.
  if (!wanted && (enabled || lifecycle.running)) await lifecycle.stop();
  if (row.state === 'disabled') {
    const { code, message } = row.fault ?? { code: 'INVALID_STATE', message: 'It was switched off' };
    if (!isDisabled(table.get(id))) lifecycle.disable(new PluginError(code, message));
    else if (row.fault && table.get(id)?.error?.message !== message)
      table.patch(id, { error: { code, message } });
  } else if (isDisabled(table.get(id)) && !crashes.disabled(id)) lifecycle.enable();
  return settingsAreCurrent;
}

const isDisabled = (plugin: PluginInstance | undefined): boolean => plugin?.state === 'disabled';

/** Another install, or another version of it. */
function isOther({ manifest, bundle, installedAt, damage }: PluginInstance, row: InstalledPlugin): boolean {
  return (
    installedAt !== row.installedAt ||
    manifest.version !== row.manifest.version ||
    bundle?.sha256 !== row.bundle?.sha256 ||
    damage?.message !== damageOf(row)?.message
  );
}

function isSame(a: readonly string[] | null, b: readonly string[] | null): boolean {
  return a === b || (a !== null && b !== null && a.length === b.length && a.every((one) => b.includes(one)));
}
