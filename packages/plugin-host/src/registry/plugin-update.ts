import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import { matchesHost } from '@fluxstudio/plugin-protocol/manifest/host-pattern';
import type { PluginManifest } from '@fluxstudio/plugin-protocol/manifest/manifest';
import { covers } from '@fluxstudio/plugin-protocol/permissions';
import { effectiveSettings } from '@fluxstudio/plugin-protocol/settings/effective-settings';
import type { InstalledPlugin } from '../backend/backend.ts';
import { planDependencies } from './dependencies.ts';
import type { PluginGrants } from './plugin-grants.ts';
import type { PluginInstance } from './plugin-instance.ts';
import { changedKeys } from './plugin-settings.ts';
import type { RegistryParts } from './registry-parts.ts';

/** A version that asks for more than the user has allowed: the installed one stays until they allow it. */
export interface PendingUpdate {
  readonly manifest: PluginManifest;
  /** Permissions the installed version does not have. */
  readonly permissions: readonly string[];
  /** Where `network` would let it connect to beyond what the installed version can reach. */
  readonly hosts: readonly string[];
}

/**
 * Puts another version in the place of an installed one, or leaves it pending where the user does not allow what it asks for. The caller
 * serialises the steps of one plugin.
 *
 * @param manifest a checked one
 * @param signal withdraws the question that is open: the update rejects with `ABORTED`
 * @returns whether it is still to be started: it ran, and something that the new version depends on does not
 * @throws PluginError of the back end, the installed version being as it was; or the reason why the new one does not start
 */
export async function updatePlugin(
  manifest: PluginManifest,
  signal: AbortSignal,
  parts: RegistryParts,
): Promise<boolean> {
  const { table, grants, canAsk, starts } = parts;
  const { id } = manifest;
  // While the old version can still stay.
  if (starts.lifecycle(id).running) await planDependencies(manifest, table.get);
  const pending = whatIsNew(table.require(id), manifest, grants.get(id));
  let allowed: Allowed | undefined = { permissions: [], session: false };
  if (pending.permissions.length + pending.hosts.length > 0) {
    table.patch(id, { pendingUpdate: pending });
    allowed = canAsk ? await ask(pending, grants, signal) : undefined;
  }
  if (!allowed) return false;
  const wasRunning = await swap(manifest, allowed, parts);
  parts.emit(id, 'plugin:updated');
  if (!wasRunning) return false;
  if (!starts.hasDependencies(manifest)) return true;
  await starts.restart(id);
  return false;
}

/** Resolves with what the user allows, or `undefined` where that is not all of it. */
async function ask(
  { manifest, permissions, hosts }: PendingUpdate,
  grants: PluginGrants,
  signal: AbortSignal,
): Promise<Allowed | undefined> {
  // New hosts are nothing without the permission to reach them: it is what the user says yes or no to.
  const asked = hosts.length > 0 ? [...new Set([...permissions, 'network'])] : permissions;
  const decision = await grants.consult(manifest, { permissions: asked, hosts, occasion: 'update' }, signal);
  if (decision.granted.length < asked.length) return undefined;
  return { permissions, session: decision.session === true };
}

/** What the user has allowed for a version, beyond what holds already. */
interface Allowed {
  readonly permissions: readonly string[];
  readonly session: boolean;
}

/** Resolves with whether the old version was running, or would have been. */
async function swap(
  manifest: PluginManifest,
  allowed: Allowed,
  { table, grants, backend, starts, crashes }: RegistryParts,
): Promise<boolean> {
  const { id } = manifest;
  const lifecycle = starts.lifecycle(id);
  let wasRunning = lifecycle.running !== undefined;
  await grants.replace(id, async (change) => {
    const before = table.require(id);
    const [stored, session] = allowed.session ? [[], allowed.permissions] : [allowed.permissions, []];
    const installed = await backend.update(
      manifest,
      // What holds now, not when the question was asked: a revocation in between counts.
      keep(manifest, [...(before.grantedPermissions ?? []), ...stored]),
    );
    requireCode(installed, before);
    await lifecycle.stop();
    change(
      {
        manifest: installed.manifest,
        bundle: installed.bundle,
        settings: settingsOf(installed, before, table.require(id)),
        grantedPermissions: installed.grantedPermissions && Object.freeze([...installed.grantedPermissions]),
        updatedAt: installed.updatedAt,
        pendingUpdate: undefined,
        damage: undefined,
      },
      keep(manifest, [...grants.getSession(id), ...session]),
    );
    // It was off because its version was taken back, and ran until then.
    if (before.state !== 'disabled' || installed.state === 'disabled' || crashes.disabled(id)) return;
    lifecycle.enable();
    wasRunning = installed.state === 'active';
    table.patch(id, { enabled: wasRunning });
  });
  return wasRunning;
}

/** @throws PluginError `BUNDLE_INVALID` for a version without code in the place of one that has it: it could never start */
function requireCode({ manifest, bundle }: InstalledPlugin, { bundle: old }: PluginInstance): void {
  if (bundle || !old) return;
  const { name, version } = manifest;
  throw new PluginError('BUNDLE_INVALID', `There is no code for version ${version} of ${name}`);
}

/** The new defaults under what is stored, and over both what was set since the back end was asked. */
function settingsOf(
  { manifest, settings }: InstalledPlugin,
  before: PluginInstance,
  now: PluginInstance,
): Record<string, unknown> {
  const late = changedKeys(before.settings, now.settings).map((key) => [key, now.settings[key]]);
  return effectiveSettings(manifest.settings, { ...settings, ...Object.fromEntries(late) });
}

/**
 * What a version asks for that the user has not allowed. What the installed version asks for as well and was refused, or lost
 * again, is not new: it stays refused, and the update does not depend on it.
 */
export function whatIsNew(
  { manifest: old, grantedPermissions }: PluginInstance,
  manifest: PluginManifest,
  granted: readonly string[],
): PendingUpdate {
  const decided = grantedPermissions === null ? [] : old.permissions;
  const permissions = manifest.permissions.filter(
    (permission) => !covers(granted, permission) && !covers(decided, permission),
  );
  const known = covers(granted, 'network') ? (old.network?.hosts ?? []) : [];
  const mayConnect = covers([...keep(manifest, granted), ...permissions], 'network');
  const hosts = mayConnect ? (manifest.network?.hosts ?? []).filter((host) => !isWithin(host, known)) : [];
  return { manifest, permissions, hosts };
}

/** Whether a host pattern reaches nowhere that the others do not. A wildcard is only ever within itself: to ask once more is safe. */
function isWithin(pattern: string, known: readonly string[]): boolean {
  if (known.includes(pattern)) return true;
  if (pattern.includes('*')) return false;
  const address = pattern.includes('://') ? pattern : `https://${pattern}`;
  return URL.canParse(address) && matchesHost(new URL(address), known);
}

/** The grants that make sense for a manifest: those it asks for, and of a wider one the parts it asks for. */
export function keep(
  { permissions, optionalPermissions }: PluginManifest,
  granted: readonly string[],
): string[] {
  const asked = [...permissions, ...optionalPermissions];
  return [
    ...new Set([
      ...granted.filter((permission) => covers(asked, permission)),
      ...asked.filter((permission) => covers(granted, permission)),
    ]),
  ];
}
